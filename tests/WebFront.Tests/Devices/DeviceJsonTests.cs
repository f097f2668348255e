using System.Text.Json;
using FleetActors.Alerts;
using FleetActors.Fleets;

namespace FleetActors.Devices;

public class DeviceJsonTests
{
    private static readonly DeviceRule Hot = new(
        "hot", new AboveCondition("temperature", 95, 90), TimeSpan.FromSeconds(60), TimeSpan.Zero, Severity.Low, "heat", null, TimeSpan.FromMinutes(15));

    [Fact]
    public void Read_Empty_IsADeviceOfTheDefaultFleet()
    {
        var (profile, errors) = DeviceJson.Read("truck-7", JsonElement.Parse("{}"));
        errors.ShouldBeEmpty();
        (profile.FleetId, profile.Name, profile.Rules.Length).ShouldBe(("default", null, 0));
    }

    [Theory]
    [InlineData("""{"fleet_id":"a b"}""", "fleet_id")]
    [InlineData("""{"device_id":"other"}""", "device_id")]
    [InlineData("""{"rules":[{"name":"a b","enabled":false}]}""", "rules[0].name")]
    [InlineData("""{"rules":[{"name":"a","enabled":false,"limit":3}]}""", "rules[0].limit")]
    [InlineData("""{"rules":[{"name":"a","kind":"above","metric":"t"}]}""", "rules[0].limit")]
    [InlineData("""{"rules":[{"name":"a","enabled":false},{"name":"a","enabled":false}]}""", "rules[1].name")]
    [InlineData("""{"phone":"0123"}""", "phone")]
    [InlineData("""{"phone":15550100777}""", "phone")]
    [InlineData("""{"colour":"red"}""", "colour")]
    public void Read_Wrong_NamesTheField(string json, string field) =>
        DeviceJson.Read("truck-7", JsonElement.Parse(json)).Errors.Select(error => error.Path).ShouldBe([field]);

    [Fact]
    public void Read_WhatTheApiGivesOut_IsTheSameProfile()
    {
        var at = new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
        var view = new DeviceView(
            "truck-7",
            new DeviceProfile("cold", "Truck 7", [new RuleOverride("cold", null), new RuleOverride("hot", Hot)], "+15550100777"),
            [Hot],
            at,
            at,
            [new ReadingView("temperature", MetricValue.Of(91.5), at), new ReadingView("door", MetricValue.Of(true), at), new ReadingView("state", MetricValue.Of("ok"), at)],
            [new RuleStateView("hot", RulePhase.Breached, at, at, "alrt-1")]);
        var shown = JsonSerializer.SerializeToElement(DeviceResponse.Of(view), FleetJsonTests.Options());
        shown.GetProperty("values").GetProperty("temperature").GetProperty("value").GetDouble().ShouldBe(91.5);
        shown.GetProperty("values").GetProperty("door").GetProperty("value").GetBoolean().ShouldBeTrue();
        shown.GetProperty("values").GetProperty("state").GetProperty("value").GetString().ShouldBe("ok");
        shown.GetProperty("states")[0].GetProperty("phase").GetString().ShouldBe("breached");

        var (profile, errors) = DeviceJson.Read("truck-7", shown);
        errors.ShouldBeEmpty();
        profile.Rules.ShouldBe(view.Profile.Rules);
        (profile with { Rules = view.Profile.Rules }).ShouldBe(view.Profile);
    }
}
