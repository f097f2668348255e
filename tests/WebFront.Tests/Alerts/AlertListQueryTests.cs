using FleetActors.Directory;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace FleetActors.Alerts;

public sealed class AlertListQueryTests
{
    [Fact]
    public void Read_NoParameters_IsTheLastFifty()
    {
        var (query, _) = AlertListQuery.Read(Query(""));
        query.ShouldBe(new AlertQuery(null, null, null, null, null, 50, null));
        AlertListQuery.IsFiltered(Query("")).ShouldBeFalse();
        AlertListQuery.IsFiltered(Query("_=123")).ShouldBeFalse();
        AlertListQuery.IsFiltered(Query("limit=50")).ShouldBeTrue();
    }

    [Fact]
    public void Read_AllParameters_AreTaken()
    {
        var id = AlertId.New(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
        var (query, _) = AlertListQuery.Read(Query($"status=Paging&severity=CRITICAL&device_id=t-7&fleet_id=north&q=door%20open&limit=500&before={id}"));
        query.ShouldBe(new AlertQuery(AlertStatus.Paging, Severity.Critical, "t-7", "north", "door open", 500, id));
    }

    [Theory]
    [InlineData("status=closed", "status")]
    [InlineData("status=unknown", "status")]
    [InlineData("status=1", "status")]
    [InlineData("status=open&status=paging", "status")]
    [InlineData("severity=high", "severity")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=501", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=1.5", "limit")]
    [InlineData("limit=99999999999999999999", "limit")]
    [InlineData("before=yesterday", "before")]
    [InlineData("before=alrt-", "before")]
    public void Read_BadFilter_NamesIt(string text, string field)
    {
        var (query, problem) = AlertListQuery.Read(Query(text));
        query.ShouldBeNull();
        problem!.StatusCode.ShouldBe(422);
        problem.ProblemDetails.Extensions["field"].ShouldBe(field);
    }

    [Fact]
    public void Read_VeryLongSearch_IsRefused() =>
        AlertListQuery.Read(Query("q=" + new string('x', 201))).Problem!.ProblemDetails.Extensions["field"].ShouldBe("q");

    private static QueryCollection Query(string text) => new(QueryHelpers.ParseQuery(text));
}
