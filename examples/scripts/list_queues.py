"""The names of all queues, by the Platform SDK and a token from an earlier step."""

import os

import PureCloudPlatformClientV2

PureCloudPlatformClientV2.configuration.host = os.environ["GENESYS_API_URL"]
PureCloudPlatformClientV2.configuration.access_token = os.environ["GENESYS_ACCESS_TOKEN"]

routing = PureCloudPlatformClientV2.RoutingApi()
page_number = page_count = 1
while page_number <= page_count:
    page = routing.get_routing_queues(page_size=100, page_number=page_number)
    page_count = page.page_count
    for queue in page.entities:
        print(queue.name)
    page_number += 1
