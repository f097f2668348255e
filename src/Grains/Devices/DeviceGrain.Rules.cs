using System.Collections.Immutable;
using System.Numerics;
using FleetActors.Fleets;

namespace FleetActors.Devices;

internal sealed partial class DeviceGrain
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    private RuleSet _rules = RuleSet.Empty;

    /// <summary>In step with the rules in force; null while all are at rest, as they mostly are.</summary>
    private RuleState?[]? _states;

    /// <summary>There only while a rule is due some time: a million timers for nothing would be a burden.</summary>
    private ITimer? _timer;

    public async Task WakeAsync()
    {
        if (!stored.RecordExists)
        {
            return;
        }

        var retry = false;
        try
        {
            await FollowProfileAsync();
            var now = shared.Clock.UtcNow;
            for (var i = 0; i < _rules.Rules.Length; i++)
            {
                await RunAsync(i, null, now, null);
            }
        }
        catch (Exception failure)
        {
            retry = true;
            LogWakeFailed(failure, Id);
            throw;
        }
        finally
        {
            ArmTimer(retry ? RetryDelay : TimeSpan.Zero);
        }
    }

    private bool AreAtRest(ulong rules, double value)
    {
        for (; rules != 0; rules &= rules - 1)
        {
            var rule = BitOperations.TrailingZeroCount(rules);
            if (_states?[rule] is not null || _rules.Assess(rule, value) is Stand.Breach)
            {
                return false;
            }
        }

        return true;
    }

    private async ValueTask JudgeAsync(int metric, int item, DateTimeOffset now, IngestOutcome outcome)
    {
        var value = _memory[metric].Value;
        if (value.Kind is not MetricKind.Number)
        {
            if (_memory[metric].Rules != 0)
            {
                outcome.Note(item, $"{_memory[metric].Metric} is not a number: its rules passed it over");
            }

            return;
        }

        var at = DateTimeOffset.FromUnixTimeMilliseconds(_memory[metric].AtMs);
        for (var rules = _memory[metric].Rules; rules != 0; rules &= rules - 1)
        {
            var rule = BitOperations.TrailingZeroCount(rules);
            await RunAsync(rule, new Observation(_rules.Assess(rule, value.Number), at), now, outcome);
        }

        MentionAlerts(metric, value, outcome);
    }

    private void MentionAlerts(int metric, in MetricValue value, IngestOutcome outcome)
    {
        if (_states is null || value.Kind is not MetricKind.Number)
        {
            return;
        }

        for (var rules = _memory[metric].Rules; rules != 0; rules &= rules - 1)
        {
            var rule = BitOperations.TrailingZeroCount(rules);
            if (RuleMachine.AlertOf(_states[rule]) is { } alertId && _rules.Assess(rule, value.Number) is Stand.Breach)
            {
                outcome.Mention(alertId);
            }
        }
    }

    /// <summary>Asks a rule until it stays. Every step acts first and stores after, so that a crash in between repeats an act that is safe twice.</summary>
    private async ValueTask RunAsync(int rule, Observation? seen, DateTimeOffset now, IngestOutcome? outcome)
    {
        var definition = _rules.Rules[rule];
        var step = RuleMachine.Decide(definition, _states?[rule], seen, now);
        while (step is not StayStep)
        {
            if (step is CheckStep check)
            {
                var (open, resolvedAt) = await shared.Alerts.FindAsync(Id, definition.Name, check.Breached.AlertId);
                step = RuleMachine.Checked(definition, check.Breached, open, resolvedAt, now);
                continue;
            }

            await MoveAsync(rule, await ActAsync(definition, step, now, outcome));
            step = RuleMachine.Decide(definition, _states?[rule], seen, now);
        }
    }

    private async ValueTask<RuleState?> ActAsync(DeviceRule rule, RuleStep step, DateTimeOffset now, IngestOutcome? outcome)
    {
        switch (step)
        {
            case MoveStep move:
                return move.Next;
            case RaiseStep raise:
                var alertId = await shared.Alerts.RaiseAsync(rule, Id, stored.State.FleetId, ValueFor(rule), raise.Since);
                outcome?.Mention(alertId);
                LogFired(Id, rule.Name, alertId);
                return RuleMachine.Raised(rule, alertId, raise.Since, now);
            case ClearStep clear:
                await shared.Alerts.ClearAsync(clear.AlertId, rule.Name, BriefingText.WriteCleared(rule, Id, ValueFor(rule)));
                LogCleared(Id, rule.Name, clear.AlertId);
                return null;
            default:
                throw new InvalidOperationException($"No act is given for the step {step.GetType().Name}.");
        }
    }

    private double? ValueFor(DeviceRule rule)
    {
        var metric = _memory.Find(RuleConditions.MetricOf(rule.Condition));
        return metric >= 0 && _memory[metric].Value.Kind is MetricKind.Number ? _memory[metric].Value.Number : null;
    }

    /// <summary>Stores a rule's next state, and takes it into memory once it is stored.</summary>
    private async Task MoveAsync(int rule, RuleState? next)
    {
        var states = _states is null ? new RuleState?[_rules.Rules.Length] : (RuleState?[])_states.Clone();
        states[rule] = next;
        await StoreAsync(stored.State with { Rules = ActiveRules(states) });
        _states = states.All(state => state is null) ? null : states;
        ArmTimer();
    }

    private ImmutableArray<ActiveRule> ActiveRules(RuleState?[] states)
    {
        var active = ImmutableArray.CreateBuilder<ActiveRule>();
        for (var i = 0; i < states.Length; i++)
        {
            if (states[i] is { } state)
            {
                var name = _rules.Rules[i].Name;
                active.Add((stored.State.Rules.FirstOrDefault(rule => rule.Name == name) ?? new ActiveRule(name, state)) with { State = state });
            }
        }

        return active.ToImmutable();
    }

    /// <summary>Takes up the fleet's newest profile; rules no longer in force resolve their alerts.</summary>
    private async Task FollowProfileAsync()
    {
        var newest = _fleet!.Current;
        if (ReferenceEquals(newest, _bound))
        {
            return;
        }

        var rules = RulesFor(newest);
        foreach (var gone in stored.State.Rules.Where(rule => rules.IndexOf(rule.Name) < 0))
        {
            if (RuleMachine.AlertOf(gone.State) is { } alertId)
            {
                await shared.Alerts.ClearAsync(alertId, gone.Name, $"Rule {gone.Name} no longer applies to {Id}.");
            }

            await StoreAsync(stored.State with { Rules = stored.State.Rules.Remove(gone) });
        }

        Bind(newest);
    }

    /// <summary>Makes the rules ready and puts the stored states beside them.</summary>
    private void Bind(FleetSnapshot fleet)
    {
        _rules = RulesFor(fleet);
        _memory.Rebind(_rules);
        _states = null;
        var complete = true;
        foreach (var active in stored.State.Rules)
        {
            var rule = _rules.IndexOf(active.Name);
            complete &= rule >= 0;
            if (rule >= 0)
            {
                _states ??= new RuleState?[_rules.Rules.Length];
                _states[rule] = active.State;
            }
        }

        _bound = complete ? fleet : null;
    }

    private void Unbind() => _bound = null;

    private RuleSet RulesFor(FleetSnapshot fleet) =>
        stored.State.Overrides.IsDefaultOrEmpty ? fleet.Rules : fleet.Rules.With(stored.State.Overrides);

    private void ArmTimer(TimeSpan atLeast = default)
    {
        DateTimeOffset? due = null;
        foreach (var rule in stored.State.Rules)
        {
            var next = RuleMachine.DueOf(rule.State);
            due = due is { } earlier && earlier <= next ? earlier : next;
        }

        if (due is null)
        {
            _timer?.Dispose();
            _timer = null;
            return;
        }

        var wait = due.Value - shared.Clock.UtcNow;
        wait = wait > atLeast ? wait : atLeast;
        if (_timer is null)
        {
            // Otherwise the timer would keep the request that began it, and hand its context to every wake.
            using (ExecutionContext.SuppressFlow())
            {
                _timer = shared.Clock.Provider.CreateTimer(WakeByReference, this.AsReference<IDeviceGrain>(), wait, Timeout.InfiniteTimeSpan);
            }
        }
        else
        {
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    // By reference, so that the wake is a turn of the grain like any other.
    private static void WakeByReference(object? device) => _ = WakeAsync((IDeviceGrain)device!);

    private static async Task WakeAsync(IDeviceGrain device)
    {
        try
        {
            await device.WakeAsync();
        }
        catch (Exception)
        {
            // The grain has said so, and its next timer or the sweep over due devices tries again.
        }
    }
}
