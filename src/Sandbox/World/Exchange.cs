namespace FleetActors.Sandbox;

/// <summary>The sandbox's parts, put together.</summary>
internal sealed class Exchange : IDisposable
{
    private readonly CallerMedia? _media;

    public Exchange(SandboxOptions options, SandboxKeys keys, TimeProvider clock, IMediaConnector? media, SoundMemory sounds)
    {
        World = new World(clock);
        Log = new SandboxLog(options.LogCapacity);
        Faults = new FaultPlan(options, World);
        Addresses = new WebhookAddresses(options);
        Webhooks = new WebhookSender(World, options, keys, Faults, Log);
        Conferences = new ConferenceBook(World);

        var timing = new VoiceTiming(options);
        var calls = new CallBook(World);
        var window = new CommandWindow(World);
        var events = new CallEvents(World, Webhooks, Addresses);
        var streaming = new Streaming(events, media ?? (_media = new CallerMedia(World, sounds)));
        var gathering = new Gathering(World, timing, events, Phones);
        var conferencing = new Conferencing(World, Conferences, events, Phones);
        Recorder = new Recorder(World, events);
        var switchboard = new Switchboard(World, timing, calls, Phones, events, gathering, conferencing, streaming, Recorder);
        var entry = new ConferenceEntry(Conferences, conferencing, switchboard);
        var consequences = new DialConsequences(World, new AnsweringMachineDetection(World, timing, events), streaming, switchboard, entry);
        var legs = new LegFactory(World, Faults, Phones);
        var messages = new MessageBook();
        var messaging = new Messaging(World, Faults, Phones, messages, Webhooks, Addresses);
        var line = new LineActions(calls, legs, consequences, switchboard, streaming);

        Dial = new DialCommand(options, World, Faults, calls, window, legs, consequences, switchboard);
        CallQueries = new CallQueries(World, calls);
        LegActions = new LegActions(calls, window)
            .Add(line.All)
            .Add(new VoiceActions(timing, events, gathering, Phones).All)
            .Add(new MediaActions(streaming, Recorder).All);
        LegUpdates = new LegActions(calls, window).Add(line.ClientStateUpdate);
        ConferenceCommands = new ConferenceCommands(
            calls, Conferences, window, conferencing, new ConferenceSpeech(timing, events, Phones), switchboard);
        ConferenceQueries = new ConferenceQueries(Conferences);
        MessageCommands = new MessageCommands(World, Phones, messages, messaging);
        Callers = new Callers(World, options, legs, switchboard, calls);
        PhoneActions = new PhoneActions(options, Phones, legs, switchboard, gathering, messaging, Callers);
    }

    public World World { get; }

    public SandboxLog Log { get; }

    public FaultPlan Faults { get; }

    public WebhookAddresses Addresses { get; }

    public WebhookSender Webhooks { get; }

    public PhoneBook Phones { get; } = new();

    public ConferenceBook Conferences { get; }

    public Recorder Recorder { get; }

    public DialCommand Dial { get; }

    public CallQueries CallQueries { get; }

    public LegActions LegActions { get; }

    /// <summary>The one command that is a PUT.</summary>
    public LegActions LegUpdates { get; }

    public ConferenceCommands ConferenceCommands { get; }

    public ConferenceQueries ConferenceQueries { get; }

    public MessageCommands MessageCommands { get; }

    public PhoneActions PhoneActions { get; }

    public Callers Callers { get; }

    public void Dispose()
    {
        _media?.Dispose();
        World.Dispose();
        Webhooks.Dispose();
    }
}
