using System.Text.Json;
using FleetActors.Alerts;
using FleetActors.Calls;
using FleetActors.Devices;
using FleetActors.Dispatch;
using FleetActors.Fleets;
using FleetActors.OnCall;

namespace FleetActors.Storage;

/// <summary>What releases before this one have stored is read whole. A failure here is a database that cannot be used any more.</summary>
public sealed class PreviousReleaseTests
{
    private const string HowToKeep = "keep its bytes: FLEET_KEEP_RELEASE=1 dotnet test tests/Grains.Tests --filter KeepRelease";

    [Theory]
    [MemberData(nameof(KeptState.Cases), MemberType = typeof(KeptState))]
    public void ReadAndWrite_KeptState_LosesNoMember(string release, string file)
    {
        var kept = KeptState.Find(release, file);

        var written = Write(kept.ToState(), kept.Type);

        // An alert stored whole is stored as its timeline from then on; that this says the same is another test.
        var expected = file == "alert.whole" ? KeptState.Find(release, "alert").Text : kept.Text;
        JsonDifference.Lost(expected, written, "$.index").ShouldBeEmpty(written);
    }

    [Theory]
    [MemberData(nameof(KeptState.Cases), MemberType = typeof(KeptState))]
    public void ReadWriteRead_KeptState_IsTheSame(string release, string file)
    {
        var kept = KeptState.Find(release, file);
        var once = Write(kept.ToState(), kept.Type);

        var twice = Write(JsonSerializer.Deserialize(once, kept.Type, StateJson.Options)!, kept.Type);

        twice.ShouldBe(once);
    }

    [Fact]
    public void StoredStates_AllOfThem_HaveKeptBytes() =>
        KeptState.Stored.Keys.Except(KeptState.All.Select(static kept => kept.StateName)).ShouldBeEmpty(HowToKeep);

    [Fact]
    public void KeptBytes_AllOfThem_AreOfAStateThatSomebodyReads() =>
        KeptState.All.Where(static kept => !KeptState.Stored.ContainsKey(kept.StateName)).ShouldBeEmpty("a state name is part of the key and never given up");

    [Fact]
    public void Alert_WholeAndAsTimeline_AreTheSameAlert() =>
        WholeState.Of(KeptState.Find("0.1.0", "alert.whole").ToState<AlertState>()).ShouldBe(WholeState.Of(KeptState.Find("0.1.0", "alert").ToState<AlertState>()));

    [Fact]
    public void Alert_EveryKindThatATimelineKeeps_IsThere()
    {
        var alert = KeptState.Find("0.1.0", "alert").ToState<AlertState>();

        alert.AlertId.ShouldBe("text 3");
        alert.Status.ShouldBe(AlertStatus.Resolved);
        alert.Occurrences.Count.ShouldBe(2);
        alert.Timeline.Select(static entry => AlertEventKinds.Of(entry.Event)).ShouldBe(
            [
                "opened", "severity_raised", "classified", "note", "step_started", "exhausted", "acknowledged", "snoozed", "snooze_ended", "resolved",
                "attempt_started", "attempt_failed", "attempt_withdrawn", "message_sent", "message_reported", "call_placed", "call_answered",
                "machine_answered", "human_answered", "prompt_started", "digits_pressed", "voicemail_started", "farewell_started", "leg_released",
                "call_ended", "conference_wished", "conference_requested", "conference_opened", "conference_failed", "conference_join_requested",
                "conference_joined", "conference_left", "conference_closed", "command_done", "command_delayed", "command_refused",
            ]);
        alert.Timeline.ShouldAllBe(static entry => entry.Cause!.StartsWith("text ") && entry.Actor.StartsWith("text "));
        alert.Policy!.Steps.ShouldAllBe(static step => step.Targets.Length == 2 && step.Delay > TimeSpan.Zero);
    }

    [Fact]
    public void Device_RulesInEveryPhase_AreThere()
    {
        var device = KeptState.Find("0.1.0", "device").ToState<DeviceState>();

        device.Rules.Select(static rule => rule.State.GetType()).ShouldBe([typeof(RulePending), typeof(RuleBreached), typeof(RuleClearing)]);
        device.Overrides.Select(static change => change.Replacement!.Condition.GetType()).ShouldBe(
            [typeof(AboveCondition), typeof(BelowCondition), typeof(AboveCondition)]);
        device.Newest.Select(static reading => reading.Value.Kind).ShouldBe([MetricKind.Number, MetricKind.Flag, MetricKind.Text]);
        device.Profile.Name.ShouldBe("text 7");
    }

    [Fact]
    public void Call_WithPacketAndAllItOwes_IsThere()
    {
        var call = KeptState.Find("0.1.0", "call").ToState<CallState>();

        call.Exists.ShouldBeTrue();
        call.Heard.Transcript.Segments.Length.ShouldBe(3);
        call.Heard.Signals.Curve[0].ShouldBe(call.Heard.Signals.Curve[0] with { Rms = call.Heard.Signals.Curve[0].Distress - 1 });
        call.Owed.Select(static effect => effect.Kind).ShouldBe([CallEffectKind.Answer, CallEffectKind.Greet, CallEffectKind.Stream]);
        call.Packet!.Alerts.Length.ShouldBe(3);
        call.Packet.Triage.Risk.Reasons.ShouldAllBe(static reason => reason.Points > 0);
    }

    [Fact]
    public void SmallStates_WhatTheySay_IsThere()
    {
        KeptState.Find("0.1.0", "contact").ToState<ContactState>().Contact!.Numbers.Length.ShouldBe(2);
        KeptState.Find("0.1.0", "policy").ToState<PolicyState>().Policy!.Steps[0].Channels.ShouldBe([Channel.Sms, Channel.Call]);
        KeptState.Find("0.1.0", "phone").ToState<PhoneState>().ShouldSatisfyAllConditions(
            static phone => phone.OptedOut.ShouldBeTrue(), static phone => phone.RecentEvents.Length.ShouldBe(2));
        KeptState.Find("0.1.0", "fleet").ToState<FleetState>().ShouldSatisfyAllConditions(
            static fleet => fleet.Profile!.AcceptUnknown.ShouldBeTrue(), static fleet => fleet.Revision.ShouldBeGreaterThan(0));
        KeptState.Find("0.1.0", "dispatch").ToState<DispatchState>().Items.Select(static item => item.Status).ShouldBe(
            [PacketStatus.Open, PacketStatus.InProgress, PacketStatus.Dispatched]);
    }

    private static string Write(object state, Type type) => JsonSerializer.Serialize(state, type, StateJson.Options);
}
