using System.Net;
using FleetActors.Telnyx.Http;

namespace FleetActors.Telnyx;

/// <summary>Whether a request left is the difference between ringing once and twice.</summary>
public sealed class ExchangeHandlerTests
{
    [Fact]
    public async Task Send_FailsBeforeTheBodyWasRead_IsNotSent()
    {
        using var invoker = Invoker((_, _) => throw new OperationCanceledException("connect took too long"));

        await Should.ThrowAsync<RequestNotSentException>(() => invoker.SendAsync(Post(), CancellationToken.None));
    }

    [Fact]
    public async Task Send_FailsAfterTheBodyWasRead_IsOpen()
    {
        using var invoker = Invoker(async (request, token) =>
        {
            await request.Content!.ReadAsByteArrayAsync(token);
            throw new HttpRequestException("reset");
        });

        (await Should.ThrowAsync<HttpRequestException>(() => invoker.SendAsync(Post(), CancellationToken.None))).ShouldNotBeOfType<RequestNotSentException>();
    }

    [Fact]
    public async Task Send_Body_KeepsItsHeadersAndLength()
    {
        long? length = null;
        string? type = null;
        using var invoker = Invoker((request, _) =>
        {
            (length, type) = (request.Content!.Headers.ContentLength, request.Content.Headers.ContentType!.MediaType);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
        });

        using var response = await invoker.SendAsync(Post(), CancellationToken.None);

        (length, type).ShouldBe((2, "application/json"));
    }

    [Fact]
    public async Task Send_BadStatusWithBrokenBody_KeepsTheStatus()
    {
        using var invoker = Invoker((_, _) => Task.FromResult(Broken(HttpStatusCode.ServiceUnavailable)));

        using var response = await invoker.SendAsync(Post(), CancellationToken.None);

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await response.Content.ReadAsStringAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_GoodStatusWithBrokenBody_IsOpen()
    {
        using var invoker = Invoker((_, _) => Task.FromResult(Broken(HttpStatusCode.OK)));

        (await Should.ThrowAsync<HttpRequestException>(() => invoker.SendAsync(Post(), CancellationToken.None))).ShouldNotBeOfType<RequestNotSentException>();
    }

    private static HttpResponseMessage Broken(HttpStatusCode status) => new(status) { Content = new StreamContent(new BrokenStream()) };

    private static HttpRequestMessage Post() =>
        new(HttpMethod.Post, "http://127.0.0.1/") { Content = new StringContent("{}", null, "application/json") };

    private static HttpMessageInvoker Invoker(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> inner) =>
        new(new ExchangeHandler(1000, new Inner(inner)));

    private sealed class BrokenStream : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => throw new IOException("reset");

        public override int Read(Span<byte> buffer) => throw new IOException("reset");

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => throw new IOException("reset");
    }

    private sealed class Inner(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            send(request, cancellationToken);
    }
}
