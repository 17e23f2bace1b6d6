// The names of the first hundred queues, by the Platform SDK and a token from an earlier step.
using PureCloudPlatform.Client.V2.Api;
using PureCloudPlatform.Client.V2.Client;

// The SDK writes eu-central-1 as eu_central_1.
var region = Environment.GetEnvironmentVariable("GENESYS_REGION")!.Replace('-', '_');
Configuration.Default.ApiClient.setBasePath(Enum.Parse<PureCloudRegionHosts>(region));
Configuration.Default.AccessToken = Environment.GetEnvironmentVariable("GENESYS_ACCESS_TOKEN");

foreach (var queue in new RoutingApi().GetRoutingQueues(pageSize: 100).Entities)
{
    Console.WriteLine(queue.Name);
}
