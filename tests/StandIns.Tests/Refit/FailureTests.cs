using System.Net;
using Refit;

namespace FleetActors.StandIns.Refit;

public sealed class FailureTests
{
    [Fact]
    public async Task Get_ErrorStatus_ThrowsWithStatusBodyAndHeaders()
    {
        var handler = new RecordingHandler(_ =>
        {
            var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Content = new StringContent("""{"name":"busy","doors":0}""") };
            response.Headers.Add("x-ratelimit-reset", "7");
            return response;
        });

        var failure = await Should.ThrowAsync<ApiException>(() => Api(handler).GetAsync("1", CancellationToken.None));

        failure.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        failure.HasContent.ShouldBeTrue();
        failure.Content.ShouldBe("""{"name":"busy","doors":0}""");
        failure.Headers.GetValues("x-ratelimit-reset").ShouldBe(["7"]);
        failure.HttpMethod.ShouldBe(HttpMethod.Get);
        failure.Uri!.AbsolutePath.ShouldBe("/trucks/1");
        (await failure.GetContentAsAsync<Truck>()).ShouldBe(new Truck("busy", 0));
    }

    [Fact]
    public async Task Post_ErrorStatusOnTask_Throws()
    {
        var failure = await Should.ThrowAsync<ApiException>(() => Api(new RecordingHandler(HttpStatusCode.BadGateway, "no")).AddNoteAsync("x"));

        failure.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
    }

    [Fact]
    public async Task Put_ErrorStatusWithResponse_IsReturned()
    {
        using var response = await Api(new RecordingHandler(HttpStatusCode.UnprocessableEntity, "why")).ReplaceAsync("1", new Truck("t", 1), CancellationToken.None);

        response.IsSuccessStatusCode.ShouldBeFalse();
        response.IsSuccessful.ShouldBeFalse();
        response.Content.ShouldBeNull();
        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        response.HasRequestError(out _).ShouldBeFalse();
        response.HasResponseError(out var error).ShouldBeTrue();
        error!.Content.ShouldBe("why");
    }

    [Fact]
    public async Task Put_GoodStatusWithResponse_HoldsContent()
    {
        using var response = await Api(new RecordingHandler(body: """{"name":"t","doors":3}""")).ReplaceAsync("1", new Truck("t", 1), CancellationToken.None);

        response.IsSuccessful.ShouldBeTrue();
        response.Error.ShouldBeNull();
        response.Content.ShouldBe(new Truck("t", 3));
    }

    [Fact]
    public async Task Put_UnreadableBodyWithResponse_KeepsStatusAndReason()
    {
        using var response = await Api(new RecordingHandler(body: "<html>")).ReplaceAsync("1", new Truck("t", 1), CancellationToken.None);

        response.IsSuccessStatusCode.ShouldBeTrue();
        response.IsSuccessful.ShouldBeFalse();
        response.HasResponseError(out var error).ShouldBeTrue();
        error!.StatusCode.ShouldBe(HttpStatusCode.OK);
        error.InnerException.ShouldBeOfType<System.Text.Json.JsonException>();
    }

    [Fact]
    public async Task Get_UnreadableBody_Throws()
    {
        var failure = await Should.ThrowAsync<ApiException>(() => Api(new RecordingHandler(body: "<html>")).GetAsync("1", CancellationToken.None));

        failure.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Get_EmptyBody_IsTheDefaultValue() =>
        (await Api(new RecordingHandler(body: "")).GetAsync("1", CancellationToken.None)).ShouldBeNull();

    [Fact]
    public async Task Delete_UntypedResponse_HasStatus()
    {
        using var response = await Api(new RecordingHandler(HttpStatusCode.NoContent, "")).RemoveAsync("1");

        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        response.IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task Patch_EnsureSuccess_ThrowsTheError()
    {
        using var response = await Api(new RecordingHandler(HttpStatusCode.Conflict, "taken")).ChangeAsync("1", new Truck("t", 1));

        (await Should.ThrowAsync<ApiException>(() => response.EnsureSuccessStatusCodeAsync().AsTask())).Content.ShouldBe("taken");
    }

    [Fact]
    public async Task Get_RawResponse_NeverThrowsForStatus()
    {
        using var response = await Api(new RecordingHandler(HttpStatusCode.InternalServerError, "x")).GetRawAsync();

        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
    }

    [Fact]
    public async Task Get_ConnectionFails_ThrowsWithTheReasonInside()
    {
        var failure = await Should.ThrowAsync<ApiRequestException>(() => Api(Refusing()).GetAsync("1", CancellationToken.None));

        failure.HttpMethod.ShouldBe(HttpMethod.Get);
        failure.Message.ShouldBe("refused");
        failure.InnerException.ShouldBeOfType<HttpRequestException>();
    }

    [Fact]
    public async Task Put_ConnectionFailsWithResponse_IsReturned()
    {
        using var response = await Api(Refusing()).ReplaceAsync("1", new Truck("t", 1), CancellationToken.None);

        response.IsReceived.ShouldBeFalse();
        response.IsSuccessStatusCode.ShouldBeFalse();
        response.StatusCode.ShouldBeNull();
        response.Headers.ShouldBeNull();
        response.HasResponseError(out _).ShouldBeFalse();
        response.HasRequestError(out var error).ShouldBeTrue();
        error!.InnerException.ShouldBeOfType<HttpRequestException>();
    }

    [Fact]
    public async Task Put_ConnectionFailsAndFactoryKeepsIt_ThrowsWhatTheHandlerThrew()
    {
        var settings = new RefitSettings { TransportExceptionFactory = (_, failure, _) => failure };
        var api = RestService.For<ITrucksApi>(Refusing().ClientFor("https://api.example.com"), settings);

        (await Should.ThrowAsync<HttpRequestException>(() => api.ReplaceAsync("1", new Truck("t", 1), CancellationToken.None)))
            .HttpRequestError.ShouldBe(HttpRequestError.ConnectionError);
    }

    [Fact]
    public async Task Put_CancelledWithResponse_ThrowsCancellation()
    {
        await Should.ThrowAsync<OperationCanceledException>(
            () => Api(new RecordingHandler()).ReplaceAsync("1", new Truck("t", 1), new CancellationToken(true)));
    }

    [Fact]
    public async Task Get_Cancelled_ThrowsCancellation()
    {
        await Should.ThrowAsync<OperationCanceledException>(() => Api(new RecordingHandler()).GetAsync("1", new CancellationToken(true)));
    }

    private static RecordingHandler Refusing() =>
        new(_ => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused"));

    private static ITrucksApi Api(RecordingHandler handler) => RestService.For<ITrucksApi>(handler.ClientFor("https://api.example.com"));
}
