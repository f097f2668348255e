using System.Text.Json;
using FleetActors.Alerts;
using FleetActors.Devices;
using FleetActors.Http;

namespace FleetActors.Fleets;

public class FleetJsonTests
{
    private const string Rule = """{"name":"hot","kind":"above","metric":"temperature","limit":80}""";

    public static TheoryData<string, string[]> Wrong => new()
    {
        { """{"rules":[{"name":"a","kind":"rate","metric":"t","limit":1}]}""", ["rules[0].kind"] },
        { """{"rules":[{"name":"a","metric":"t","limit":1}]}""", ["rules[0].kind"] },
        { """{"rules":[{"name":"a","kind":"above","metric":"t"}]}""", ["rules[0].limit"] },
        { """{"rules":[{"name":"a","kind":"above","metric":"t","limit":"80"}]}""", ["rules[0].limit"] },
        { """{"rules":[{"name":"a","kind":"above","metric":"t","limit":1e999}]}""", ["rules[0].limit"] },
        { """{"rules":[{"name":"a","kind":"above","metric":"t","limit":80,"clear":81}]}""", ["rules[0].clear"] },
        { """{"rules":[{"name":"a","kind":"below","metric":"t","limit":80,"clear":79}]}""", ["rules[0].clear"] },
        { """{"rules":[{"name":"a","kind":"above","metric":"t","limit":1,"for":"soon"}]}""", ["rules[0].for"] },
        { """{"rules":[{"name":"a","kind":"above","metric":"t","limit":1,"for":-1,"clear_for":1e12}]}""", ["rules[0].for", "rules[0].clear_for"] },
        { """{"rules":[{"name":"a","kind":"above","metric":"t","limit":1,"severity":"dire"}]}""", ["rules[0].severity"] },
        { """{"rules":[{"name":"a","kind":"above","metric":"t","limit":1,"cleer":1}]}""", ["rules[0].cleer"] },
        { """{"rules":[{"name":"a","kind":"above","metric":"t","limit":1,"briefing":"{who}"}]}""", ["rules[0].briefing"] },
        { """{"rules":[{"kind":"above","limit":1}]}""", ["rules[0].name", "rules[0].category", "rules[0].metric"] },
        { """{"rules":[5]}""", ["rules[0]"] },
        { """{"rules":{}}""", ["rules"] },
        { $$"""{"rules":[{{Rule}},{{Rule}}]}""", ["rules[1].name"] },
        { """{"name":5,"offline_after":"x","accept_unknown":"yes","colour":"red"}""", ["colour", "name", "offline_after", "accept_unknown"] },
        { """{"policies":{"low":"UP","extra":"x"}}""", ["policies.extra", "policies.low"] },
        { """{"policies":"low"}""", ["policies"] },
        { """{"fleet_id":"warm"}""", ["fleet_id"] },
    };

    [Fact]
    public void Read_OnlyWhatIsNeeded_FillsTheDefaults()
    {
        var (profile, errors) = Read($$"""{"rules":[{{Rule}}]}""");
        errors.ShouldBeEmpty();
        profile.Rules.ShouldBe([new DeviceRule(
            "hot", new AboveCondition("temperature", 80, 80), TimeSpan.Zero, TimeSpan.Zero, Severity.Medium, "temperature", null, TimeSpan.FromMinutes(15))]);
        (profile with { Rules = [] }).ShouldBe(FleetProfile.BuiltIn);
    }

    [Fact]
    public void Read_Everything_ReadsIt()
    {
        var (profile, errors) = Read("""
            {"fleet_id":"cold","name":"Cold chain","rules":[{"name":"cold","kind":"below","metric":"t","limit":2,"clear":4,"for":"1m","clear_for":30,
            "severity":"HIGH","category":"cold chain","briefing":"{device} at {value}","re_raise_after":"1h"}],"offline_after":"10m",
            "policies":{"medium":"night"},"accept_unknown":false,"revision":7}
            """);
        errors.ShouldBeEmpty();
        profile.Rules.ShouldBe([new DeviceRule(
            "cold", new BelowCondition("t", 2, 4), TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(30), Severity.Critical, "cold chain", "{device} at {value}",
            TimeSpan.FromHours(1))]);
        (profile with { Rules = [] }).ShouldBe(
            new FleetProfile("Cold chain", [], TimeSpan.FromMinutes(10), new SeverityPolicies("low", "night", "critical"), false));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Read_Wrong_NamesEveryField(string json, string[] fields) => Read(json).Errors.Select(error => error.Path).ShouldBe(fields, ignoreOrder: true);

    [Fact]
    public void Read_WhatTheApiGivesOut_IsTheSameProfile()
    {
        var (profile, _) = Read($$"""{"name":"x","phone":"+15550100400","rules":[{{Rule}}],"offline_after":60}""");
        var shown = JsonSerializer.Serialize(FleetResponse.Of("cold", profile, 3), Options());
        var (again, errors) = Read(shown);
        errors.ShouldBeEmpty();
        again.Rules.ShouldBe(profile.Rules);
        (again with { Rules = profile.Rules }).ShouldBe(profile);
    }

    internal static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        FrontJson.Configure(options);
        options.TypeInfoResolverChain.Add(new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver());
        return options;
    }

    private static (FleetProfile Profile, System.Collections.Immutable.ImmutableArray<OnCall.OnCallError> Errors) Read(string json) =>
        FleetJson.Read("cold", JsonElement.Parse(json));
}
