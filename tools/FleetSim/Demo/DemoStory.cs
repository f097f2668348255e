using System.Globalization;
using FleetActors.FleetSim.Server;

namespace FleetActors.FleetSim.Demo;

/// <summary>
/// The story: a truck warms up, a low and then a medium alert open, the engineer does not answer, the dispatcher is paged, answers and presses 1, the truck cools
/// down. Every act checks what it must lead to.
/// </summary>
internal sealed class DemoStory(FleetApi api, DemoCast cast, Narrator narrator, Expectations expect, DemoPace pace)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);
    private string _low = "";
    private string _medium = "";

    /// <exception cref="UnmetExpectationException">It did not go as it must.</exception>
    public async Task PlayAsync(CancellationToken cancellationToken)
    {
        await CoolTruckAsync(cancellationToken);
        await WarmTruckAsync(cancellationToken);
        await TooWarmTruckAsync(cancellationToken);
        await NobodyAnswersAsync(cancellationToken);
        await DispatcherAcknowledgesAsync(cancellationToken);
        await TruckCoolsDownAsync(cancellationToken);
        PrintTimeline(await DemoAlert.GetAsync(api, _medium, cancellationToken));
    }

    private async Task CoolTruckAsync(CancellationToken cancellationToken)
    {
        narrator.Act("1. The cargo is cold");
        var alerts = await DriveAsync([2.1, 2.4, 3.2], cancellationToken);
        expect.IsTrue("nothing is wrong", alerts.Count == 0, $"alerts {string.Join(", ", alerts)}");
    }

    private async Task WarmTruckAsync(CancellationToken cancellationToken)
    {
        narrator.Act($"2. It warms up past {DemoCast.LowLimit} C: worth a text");
        var alerts = await DriveAsync([4.4, 5.2], cancellationToken);
        expect.IsTrue("one alert is open", alerts.Count == 1, $"{alerts.Count} alerts");
        _low = alerts[0];
        await BecomesAsync(_low, "low", "paging", cancellationToken);
        await TextArrivesAsync(cast.Engineer, "[LOW] Fleet Alert: ", 1, cancellationToken);
        var screen = await cast.Engineer.LookAsync(cancellationToken);
        expect.IsTrue($"{cast.Engineer.Owner}'s phone stays quiet", screen.Calls.Count == 0, screen.ToString());
    }

    private async Task TooWarmTruckAsync(CancellationToken cancellationToken)
    {
        narrator.Act($"3. It passes {DemoCast.MediumLimit} C: worth a call");
        var alerts = await DriveAsync([7.1, 8.6], cancellationToken);
        _medium = alerts.FirstOrDefault(id => id != _low)
            ?? throw new UnmetExpectationException($"Expected that a second alert is open, but saw {string.Join(", ", alerts)}.");
        await BecomesAsync(_medium, "medium", "paging", cancellationToken);
        await TextArrivesAsync(cast.Engineer, "[MEDIUM] Fleet Alert: ", 2, cancellationToken);
        await CallIsAsync(cast.Engineer, "ringing", cancellationToken);
    }

    private async Task NobodyAnswersAsync(CancellationToken cancellationToken)
    {
        narrator.Act($"4. {cast.Engineer.Owner} does not answer: the next step of the policy");
        await DriveAsync([8.8], cancellationToken);
        await TextArrivesAsync(cast.Dispatcher, "[MEDIUM] Fleet Alert: ", 1, cancellationToken);
        await CallIsAsync(cast.Dispatcher, "ringing", cancellationToken);
    }

    private async Task DispatcherAcknowledgesAsync(CancellationToken cancellationToken)
    {
        narrator.Act($"5. {cast.Dispatcher.Owner} answers");
        await cast.Dispatcher.AnswerAsync(cancellationToken);
        narrator.Event(cast.Dispatcher.Owner, "picks up");
        var heard = await expect.BecomesTrueAsync(
            $"{cast.Dispatcher.Owner} hears the briefing",
            Soon,
            async token =>
            {
                var screen = await cast.Dispatcher.LookAsync(token);
                return new Sighting<string>(Spoken(screen, "Fleet alert. "), screen.ToString());
            },
            cancellationToken);
        narrator.Event("phone says", $"\"{heard}\"");
        await pace.PauseAsync(cancellationToken);

        narrator.Event(cast.Dispatcher.Owner, "presses 1");
        await cast.Dispatcher.PressAsync("1", cancellationToken);
        var alert = await BecomesAsync(_medium, "medium", "acknowledged", cancellationToken);
        expect.IsTrue("the alert says who answered for it", alert.AnsweredBy?.Contains(cast.Dispatcher.Owner, StringComparison.Ordinal) == true, alert.AnsweredBy ?? "nobody");
        narrator.Event("alert", $"acknowledged by {alert.AnsweredBy}");
        await CallIsAsync(cast.Engineer, "ended", cancellationToken);
        await CallIsAsync(cast.Dispatcher, "ended", cancellationToken);
    }

    private async Task TruckCoolsDownAsync(CancellationToken cancellationToken)
    {
        narrator.Act("6. The door is shut, the cargo cools down");
        await DriveAsync([7.4, 5.2, 3.6], cancellationToken);
        await BecomesAsync(_medium, "medium", "resolved", cancellationToken);
        await BecomesAsync(_low, "low", "resolved", cancellationToken);
        await TextArrivesAsync(cast.Engineer, "[RESOLVED] Fleet Alert: ", 4, cancellationToken);
        await TextArrivesAsync(cast.Dispatcher, "[RESOLVED] Fleet Alert: ", 2, cancellationToken);

        // What must not come needs a moment in which it could.
        await Task.Delay(Settling, pace.Clock, cancellationToken);
        await NothingTwiceAsync(cast.Engineer, texts: 4, cancellationToken);
        await NothingTwiceAsync(cast.Dispatcher, texts: 2, cancellationToken);
    }

    private async Task<IReadOnlyList<string>> DriveAsync(double[] temperatures, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> alerts = [];
        foreach (var celsius in temperatures)
        {
            alerts = await cast.ReportAsync(celsius, cancellationToken);
            narrator.Event(DemoCast.Truck, string.Create(CultureInfo.InvariantCulture, $"cargo {celsius:0.0} C"));
            await pace.PauseAsync(cancellationToken);
        }

        return alerts;
    }

    private Task<DemoAlert> BecomesAsync(string id, string severity, string status, CancellationToken cancellationToken) => expect.BecomesTrueAsync(
        $"the {severity} alert is {status}",
        Soon,
        async token =>
        {
            var alert = await DemoAlert.GetAsync(api, id, token);
            return new Sighting<DemoAlert>(alert.Severity == severity && alert.Status == status ? alert : null, alert.ToString());
        },
        cancellationToken);

    private async Task TextArrivesAsync(VirtualPhone phone, string beginning, int count, CancellationToken cancellationToken)
    {
        var text = await expect.BecomesTrueAsync(
            $"{phone.Owner} has a text that begins with {beginning.Trim()}",
            Soon + pace.AckTimeout,
            async token =>
            {
                var screen = await phone.LookAsync(token);
                var last = screen.Messages.LastOrDefault(message => message.StartsWith(beginning, StringComparison.Ordinal));
                return new Sighting<string>(screen.Messages.Count >= count ? last : null, screen.ToString());
            },
            cancellationToken);
        narrator.Event($"{phone.Owner}'s SMS", $"\"{text}\"");
    }

    private Task<PhoneCall> CallIsAsync(VirtualPhone phone, string state, CancellationToken cancellationToken) => expect.BecomesTrueAsync(
        state == "ended" ? $"the call on {phone.Owner}'s phone is over" : $"{phone.Owner}'s phone is {state}",
        Soon + pace.AckTimeout,
        async token =>
        {
            var screen = await phone.LookAsync(token);
            return new Sighting<PhoneCall>(screen.Calls is [.., var last] && last.State == state ? last : null, screen.ToString());
        },
        cancellationToken);

    private async Task NothingTwiceAsync(VirtualPhone phone, int texts, CancellationToken cancellationToken)
    {
        var screen = await phone.LookAsync(cancellationToken);
        expect.IsTrue(
            $"{phone.Owner} was called once and texted {texts} times, no more", screen.Calls.Count == 1 && screen.Messages.Count == texts, screen.ToString());
    }

    private static string? Spoken(PhoneScreen screen, string beginning) =>
        screen.Calls.SelectMany(call => call.Heard).FirstOrDefault(text => text.StartsWith(beginning, StringComparison.Ordinal));

    private void PrintTimeline(DemoAlert alert)
    {
        narrator.Act($"The medium alert's timeline, from GET /api/v1/alerts/{alert.Id}");
        foreach (var line in alert.Timeline)
        {
            narrator.Plain($"{Narrator.Seconds(line.At - alert.CreatedAt)}  {line.Actor,-24} {line.Text}");
        }
    }
}
