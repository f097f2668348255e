namespace FleetActors.Alerts;

public sealed class TimelineTextTests
{
    [Theory]
    [InlineData(nameof(EffectKind.Sms), "Text for On call •001: accepted.")]
    [InlineData(nameof(EffectKind.Dial), "Dial for On call •001: accepted.")]
    [InlineData(nameof(EffectKind.Prompt), "Briefing for On call •001: accepted.")]
    [InlineData(nameof(EffectKind.StopPrompt), "End of the briefing for On call •001: accepted.")]
    [InlineData(nameof(EffectKind.Voicemail), "Voicemail for On call •001: accepted.")]
    [InlineData(nameof(EffectKind.Farewell), "Goodbye for On call •001: accepted.")]
    [InlineData(nameof(EffectKind.Hangup), "Hang-up for On call •001: accepted.")]
    [InlineData(nameof(EffectKind.CreateConference), "Conference for On call •001: accepted.")]
    [InlineData(nameof(EffectKind.JoinConference), "Way into the conference for On call •001: accepted.")]
    public void View_SettledEffect_SaysWhatItWasAndForWhom(string kind, string text)
    {
        var state = Story.Opened("medium").State;

        Text(new CommandDone(OwedEffect.IdFor("a2", Enum.Parse<EffectKind>(kind), prompt: 1)), state).ShouldBe(text);
    }

    [Fact]
    public void View_EffectOfAnUnknownAttempt_ShowsItsIdentity() =>
        Text(new CommandDone("a99.dial"), Story.Opened("medium").State).ShouldBe("a99.dial: accepted.");

    [Fact]
    public void View_RefusedBriefing_NamesTheProvidersReason() =>
        Text(new CommandRefused("a2.prompt1", "90018", "Call has already ended"), Story.Opened("medium").State)
            .ShouldBe("Briefing for On call •001: Call has already ended (90018).");

    [Fact]
    public void View_EveryEventOfAStory_HasWordsAndNoFullNumber()
    {
        var story = Story.Opened("critical", Severity.Critical).AcceptAll().PickUp("a3").AcceptAll();
        story.Press("a3", "1").AcceptAll().HangUp("a3");

        foreach (var entry in story.State.Timeline)
        {
            var text = TimelineText.View(entry, story.State).Text;
            text.ShouldNotBeEmpty(entry.Event.ToString());
            text.ShouldNotContain(Story.OnCall);
            text.ShouldNotContain(Story.Dispatcher);
        }
    }

    private static string Text(AlertEvent e, AlertState state) => TimelineText.View(new TimelineEntry(1, Story.Start, Actors.Provider, e, null), state).Text;
}
