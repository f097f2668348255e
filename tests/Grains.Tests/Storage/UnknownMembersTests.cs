using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using FleetActors.Alerts;
using FleetActors.Calls;
using FleetActors.Devices;

namespace FleetActors.Storage;

/// <summary>What a newer release has written is still there after this one has read and written the state.</summary>
public sealed class UnknownMembersTests
{
    // Measured anew with every write, or the values of readings, which every write takes from memory: they are no place for anything to be kept.
    private static readonly string[] MadeAnew = ["index", "value", "part", "second", "newest"];

    [Theory]
    [MemberData(nameof(KeptState.Cases), MemberType = typeof(KeptState))]
    public void ReadAndWrite_UnknownMembersInEveryObject_LosesNone(string release, string file)
    {
        var kept = KeptState.Find(release, file);
        var newer = JsonNode.Parse(kept.Json)!.AsObject();
        if (file == "alert.whole")
        {
            // The rest of it is passed over, as the timeline says it too.
            newer = new JsonObject { ["timeline"] = newer["timeline"]!.DeepClone() };
            foreach (var entry in newer["timeline"]!.AsArray())
            {
                entry!.AsObject().Remove("sequence");
            }
        }

        var added = Add(newer);
        var text = newer.ToJsonString();

        var written = JsonSerializer.Serialize(JsonSerializer.Deserialize(text, kept.Type, StateJson.Options), kept.Type, StateJson.Options);

        added.ShouldBeGreaterThan(0);
        JsonDifference.Lost(text, written, "$.index").ShouldBeEmpty(written);
        written.Split("\"later_", StringSplitOptions.None).Length.ShouldBe(added + 1, "each once");
    }

    [Fact]
    public void StoredTypes_AllThatCanBeRead_KeepWhatTheyDoNotKnow()
    {
        var reached = new HashSet<Type>();
        foreach (var root in KeptState.Stored.Values.Where(static type => type != typeof(AlertState)).Append(typeof(StoredAlert)))
        {
            Reach(root, reached);
        }

        reached.ShouldContain(typeof(Recipient), "or the walk reaches too little");
        reached.Where(static type => !StateJson.Options.GetTypeInfo(type).Properties.Any(static member => member.IsExtensionData)).ShouldBe([typeof(ReadingView)], "implement IKeepsUnknown");
    }

    [Fact]
    public void Alert_AcknowledgedByAReleaseThatDoesNotKnowItAll_KeepsIt()
    {
        var alert = Read<AlertState>(Newer);

        var decision = AlertDecider.Decide(alert, new Acknowledge(new OperatorAction("Ada", "api", null)), Story.Start.AddMinutes(9));

        var written = Write(decision.State);
        JsonDifference.Lost(Newer, written, "$.index", "$.updated_at").ShouldBeEmpty(written);
        Read<AlertState>(written).ShouldSatisfyAllConditions(
            static state => state.Status.ShouldBe(AlertStatus.Acknowledged),
            static state => state.Timeline[4..].Select(static entry => AlertEventKinds.Of(entry.Event)).ShouldContain("acknowledged"));
    }

    [Fact]
    public void Alert_EventOfAnUnknownKind_IsShownAndChangesNothingElse()
    {
        var alert = Read<AlertState>(Newer);

        var line = AlertViews.ToView(alert, includeTimeline: true).Timeline[2];
        line.ShouldBe(new TimelineEntryView(3, Story.Start.AddMinutes(1), "weather_noted", "forecast", "Written by a newer release; this one does not know what it means."));
        alert.Status.ShouldBe(AlertStatus.Paging);
        alert.UpdatedAt.ShouldBe(Story.Start.AddMinutes(2));
    }

    [Fact]
    public void Alert_CallListAndAttemptWithTheSameUnknownMember_AreTheSameRecipient()
    {
        // The attempt takes whom it calls out of the list: a difference that nobody means would call the same number again.
        Read<AlertState>(Newer).Escalation.CallList.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"timeline":[{"at":"2026-03-01T12:00:00+00:00","actor":"x","event":{"kind":"weather_noted"}}]}""", "does not open it")]
    [InlineData("""{"timeline":[{"at":"2026-03-01T12:00:00+00:00","actor":"x","event":{"kind":7}}]}""", "discriminator")]
    [InlineData("""{"timeline":[{"at":"2026-03-01T12:00:00+00:00","actor":"x","event":"opened"}]}""", "event")]
    public void Alert_ThatNobodyCanRead_IsNoAlertThatWasNeverOpened(string json, string says) =>
        Should.Throw<JsonException>(() => Read<AlertState>(json)).Message.ShouldContain(says);

    [Fact]
    public void UnknownWord_OfAnEnum_StopsTheReadAndSaysWhere()
    {
        var json = KeptState.Find("0.1.0", "dispatch").Text.Replace("\"in_progress\"", "\"handed_over\"", StringComparison.Ordinal);

        Should.Throw<JsonException>(() => JsonSerializer.Deserialize(json, KeptState.Stored["dispatch"], StateJson.Options)).Message.ShouldContain("$.items[1].status");
    }

    [Fact]
    public void Call_HeardFurther_KeepsWhatBelongsToTheWhole()
    {
        var newer = JsonNode.Parse(KeptState.Find("0.1.0", "call").Json)!.AsObject();
        Add(newer);
        var call = Read<CallState>(newer.ToJsonString());
        var meter = new SignalMeter(call.Heard.Signals);
        meter.Hear(new short[8000]);
        var transcript = TranscriptFold.Replace(call.Heard.Transcript, new BatchTranscript("Fire.", 0.9, [], null, CanRetry: false));

        var next = CallEvolver.Evolve(call, new VoiceHeard(call.Heard with { Signals = meter.Read(), Transcript = transcript }), Story.Start);

        var written = Write(next);
        foreach (var whole in new[] { "", "heard.", "heard.signals.", "heard.transcript.", "heard.triage.", "stream.", "packet." })
        {
            var place = whole.Split('.', StringSplitOptions.RemoveEmptyEntries).Aggregate((JsonNode)JsonNode.Parse(written)!, static (node, name) => node[name]!);
            place.AsObject().Select(static member => member.Key).ShouldContain(static name => name.StartsWith("later_"), whole);
        }
    }

    /// <summary>As stored by a release with more members and one more kind of event.</summary>
    private const string Newer = """
        {"timeline":[
        {"at":"2026-03-01T12:00:00+00:00","actor":"client","event":{"kind":"opened","alert_id":"alrt-1","report":{"sensor_json":"{}","site":{"bay":89}},"classification":{"severity":"medium","category":"temperature","briefing":"Too warm.","by":"client","confidence":0.7},"policy":{"id":"medium","action":"Calls","steps":[{"targets":["on-call"],"channels":["call"],"repeat_channels":[],"ack_timeout":"01:00:00","quiet":true}],"rounds":1,"slow_interval":"1.00:00:00","owner":"night"},"hint":[1,null]},"trace":"abc"},
        {"actor":"policy","event":{"kind":"step_started","round":1,"due_at":"2026-03-01T13:00:00+00:00","why":"opened","call_list":[{"target":"on-call","name":"Ada","number":"+15550100001","language":"de"}]}},
        {"at":"2026-03-01T12:01:00+00:00","actor":"forecast","event":{"severity":"hail","kind":"weather_noted","places":[{"kind":"opened"}]},"cause":"e1"},
        {"at":"2026-03-01T12:02:00+00:00","actor":"policy","event":{"kind":"attempt_started","purpose":"page","round":1,"channel":"call","recipient":{"target":"on-call","name":"Ada","number":"+15550100001","language":"de"},"attempt_id":"a1"}}],
        "tenant":"north","index":{"alert_id":"alrt-1"}}
        """;

    private static int _names;

    /// <summary>Gives every object one more member, and says how many.</summary>
    private static int Add(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray array:
                return array.Sum(Add);
            case JsonObject whole:
                var added = whole.Where(static member => !MadeAnew.Contains(member.Key)).Sum(static member => Add(member.Value));
                whole[$"later_{Interlocked.Increment(ref _names)}"] = new JsonObject { ["word"] = "kept", ["list"] = new JsonArray(1, null, 2.50m) };
                return added + 1;
            default:
                return 0;
        }
    }

    private static void Reach(Type type, HashSet<Type> reached)
    {
        var contract = StateJson.Options.GetTypeInfo(type);
        if (contract.ElementType is { } element)
        {
            Reach(element, reached);
        }

        foreach (var derived in contract.PolymorphismOptions?.DerivedTypes ?? [])
        {
            Reach(derived.DerivedType, reached);
        }

        if (contract.Kind != JsonTypeInfoKind.Object || type.IsValueType || !reached.Add(type))
        {
            return;
        }

        foreach (var member in contract.Properties.Where(static member => (member.Set is not null || member.AssociatedParameter is not null) && !member.IsExtensionData))
        {
            Reach(member.PropertyType, reached);
        }
    }

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, StateJson.Options)!;

    private static string Write<T>(T state) => JsonSerializer.Serialize(state, StateJson.Options);
}
