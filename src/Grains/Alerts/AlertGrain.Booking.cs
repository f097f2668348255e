using System.Collections.Immutable;
using FleetActors.Devices;
using FleetActors.OnCall;

namespace FleetActors.Alerts;

/// <summary>Whom a decision may page: asked before it is made, of on-call, phone numbers and the device, and never for long.</summary>
internal sealed partial class AlertGrain
{
    /// <summary>
    /// How long a device or a phone number may take to answer. Nothing else is done for the alert meanwhile, not even an acknowledge; and one whose silo shuts
    /// down while it waits for this alert does not answer at all before the alert has answered it.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, string> _codes = [];

    private async ValueTask<(EscalationPolicy? Policy, PageBook Book)> UpgradeAsync(Severity severity)
    {
        if (severity <= State.Classification.Severity)
        {
            return (null, PageBook.Empty);
        }

        var policy = await services.Policies.ForAsync(State.Report?.FleetId, severity);
        return (policy, await BookAsync(policy, State.Report?.DeviceId));
    }

    /// <summary>Who is behind the policy's targets now, with this alert's reply code on each number that may be texted.</summary>
    /// <param name="policy">Whose targets are asked for.</param>
    /// <param name="deviceId">Called back where the policy says so.</param>
    /// <param name="opens">The alert is not stored yet: whoever reports it is told to try again where that may help.</param>
    /// <exception cref="TimeoutException">A phone number did not answer, or the device of an alert that opens.</exception>
    private async ValueTask<PageBook> BookAsync(EscalationPolicy policy, string? deviceId, bool opens = false)
    {
        var roster = await services.OnCall.ResolveAsync(policy);
        ImmutableHashSet<string> optedOut = [];
        if (policy.Steps.Any(step => step.Channels.Contains(Channel.Sms)))
        {
            foreach (var number in roster.Entries.Select(entry => entry.Numbers[0]))
            {
                var phone = GrainFactory.GetGrain<IPhoneGrain>(number);
                if (!_codes.ContainsKey(number))
                {
                    _codes[number] = await InTimeAsync(phone.ReserveCodeAsync(this.GetPrimaryKeyString()));
                }

                if (!await InTimeAsync(phone.AcceptsTextsAsync()))
                {
                    optedOut = optedOut.Add(number);
                }
            }
        }

        return new PageBook(roster, _codes.ToImmutableDictionary(), optedOut, await DeviceOfAsync(policy, deviceId, opens));
    }

    private async Task<T> InTimeAsync<T>(ValueTask<T> answer) => await answer.AsTask().WaitAsync(Patience, services.Clock.Provider);

    /// <summary>Asked only where the policy calls devices back. An alert that is stored does not wait for its device: a step's people are paged without it.</summary>
    private async ValueTask<DevicePhone?> DeviceOfAsync(EscalationPolicy policy, string? deviceId, bool opens)
    {
        if (!DeviceId.IsWellFormed(deviceId) || !policy.Steps.Any(static step => step.Channels.Contains(Channel.Callback) || CallsBackLater(step)))
        {
            return null;
        }

        try
        {
            return await InTimeAsync(GrainFactory.GetDevice(deviceId!).GetPhoneAsync());
        }
        catch (Exception exception) when (opens && exception is TimeoutException or OrleansMessageRejectionException)
        {
            throw new TimeoutException($"Device {deviceId} has not told its phone number in time. The same may well succeed later.", exception);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogDeviceNotAsked(services.Log, exception, this.GetPrimaryKeyString(), deviceId!);
            return null;
        }
    }

    private static bool CallsBackLater(PolicyStep step) => !step.RepeatChannels.IsDefault && step.RepeatChannels.Contains(Channel.Callback);
}
