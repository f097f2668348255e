using System.Net;
using System.Net.Sockets;
using FleetActors.Telnyx.Http;

namespace FleetActors.Requests;

public sealed class ConnectionFailureHandlerTests
{
    [Fact]
    public async Task BareSocketException_IsAConnectionThatFailed()
    {
        using var http = new HttpMessageInvoker(new ConnectionFailureHandler(new Failing(new SocketException((int)SocketError.NotConnected))));
        using var request = Request();

        var failure = await Should.ThrowAsync<HttpRequestException>(() => http.SendAsync(request, CancellationToken.None));

        failure.HttpRequestError.ShouldBe(HttpRequestError.ConnectionError);
        failure.InnerException.ShouldBeOfType<SocketException>();
    }

    [Fact]
    public async Task BareSocketException_UnderAnExchange_IsARequestThatWasNotSent()
    {
        using var http = new HttpMessageInvoker(new ExchangeHandler(1000, new ConnectionFailureHandler(new Failing(new SocketException((int)SocketError.NotConnected)))));
        using var request = Request();

        await Should.ThrowAsync<RequestNotSentException>(() => http.SendAsync(request, CancellationToken.None));
    }

    [Fact]
    public async Task OtherFailures_AreLeftAsTheyAre()
    {
        var lost = new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended.");
        using var http = new HttpMessageInvoker(new ConnectionFailureHandler(new Failing(lost)));
        using var request = Request();

        (await Should.ThrowAsync<HttpRequestException>(() => http.SendAsync(request, CancellationToken.None))).ShouldBeSameAs(lost);
    }

    private static HttpRequestMessage Request() => new(HttpMethod.Post, "http://localhost/v2/calls") { Content = new StringContent("{}"), Version = HttpVersion.Version11 };

    private sealed class Failing(Exception failure) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromException<HttpResponseMessage>(failure);
    }
}
