// The names of all queues, by the Platform SDK and a token from an earlier step.
import com.mypurecloud.sdk.v2.ApiClient;
import com.mypurecloud.sdk.v2.ApiException;
import com.mypurecloud.sdk.v2.api.RoutingApi;
import com.mypurecloud.sdk.v2.api.request.GetRoutingQueuesRequest;

class ListQueues {
  public static void main(String[] arguments) throws Exception {
    // The builder has to have the token: with a later setAccessToken the SDK answers a 401 with a login of its own, which fails.
    ApiClient client = ApiClient.Builder.standard()
        .withBasePath(System.getenv("GENESYS_API_URL"))
        .withAccessToken(System.getenv("GENESYS_ACCESS_TOKEN"))
        .build();
    RoutingApi routing = new RoutingApi(client);
    try {
      for (int number = 1, count = 1; number <= count; number++) {
        var request = GetRoutingQueuesRequest.builder().withPageSize(100).withPageNumber(number).build();
        var page = routing.getRoutingQueues(request);
        count = page.getPageCount();
        page.getEntities().forEach(queue -> System.out.println(queue.getName()));
      }
    } catch (ApiException refused) {
      // Its message is only "error".
      throw new Exception("HTTP " + refused.getStatusCode() + " " + refused.getRawBody(), refused);
    }
  }
}
