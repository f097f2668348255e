using System.Text.Json.Nodes;

namespace FleetActors.EndToEnd;

/// <summary>Calls of which little is to be had: each must wait in the queue at medium or more, and say why.</summary>
public sealed class HardCallTests
{
    [Fact]
    public async Task SilentCutAndUntranscribedCalls_AreQueuedAtMediumOrMoreWithTheirTags()
    {
        await using var site = await Site.StartAsync();
        var speech = Wav.Samples(await File.ReadAllBytesAsync(Site.SamplePath("house-fire.wav")));
        var silent = await site.CallWithAsync(Wav.File(new short[8 * 8000]), "[]", """ "speed":1 """);
        var cut = await site.CallWithAsync(Wav.File(speech.AsSpan(4000, 12_000)), "[]", """ "speed":1,"hangup_after_ms":500 """);

        await IsQueuedAsync(site, cut, "DROPPED");
        await IsQueuedAsync(site, silent, "SILENT_CALL");

        site.Set(("DEEPGRAM_API_KEY", ""), ("Calls__ProviderTranscription", "Never"));
        await site.RestartServerAsync();
        var unheard = await site.CallAsync("house-fire", """ "speed":2 """);

        var packet = await IsQueuedAsync(site, unheard, "NO_TRANSCRIPT");
        packet["missing"]!.AsArray().Select(static line => line!.GetValue<string>()).ShouldContain(static line => line.StartsWith("a transcript", StringComparison.Ordinal));
    }

    private static async Task<JsonNode> IsQueuedAsync(Site site, string id, string tag)
    {
        await site.UntilPacketAsync(id);
        var entry = (await site.GetAsync("/debug/list_queue/")).AsArray().Single(entry => entry!["id"]!.GetValue<string>() == id)!;
        entry["tags"]!.AsArray().Select(static tag => tag!.GetValue<string>()).ShouldContain(tag, entry.ToJsonString());
        entry["risk_level"]!.GetValue<string>().ShouldBeOneOf("MEDIUM", "HIGH", "CRITICAL");
        entry["priority"]!.GetValue<int>().ShouldBeGreaterThan(0);
        return entry["packet"]!;
    }
}
