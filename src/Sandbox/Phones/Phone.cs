namespace FleetActors.Sandbox;

/// <summary>A virtual phone: what its owner would see on it. Touched only inside <see cref="World.Enter{T}"/>.</summary>
internal sealed class Phone(string number)
{
    private const int MostCalls = 50;
    private const int MostMessages = 100;

    public string Number { get; } = number;

    /// <summary>Grows with every change of any phone; see <see cref="PhoneBook.Touch"/>.</summary>
    public long Version { get; set; }

    /// <summary>Messages of one phone arrive in the order they were sent.</summary>
    public WebhookLane Lane { get; } = new();

    /// <summary>Calls, oldest first.</summary>
    public List<Leg> Calls { get; } = [];

    /// <summary>Messages received, oldest first.</summary>
    public List<PhoneMessage> Received { get; } = [];

    /// <summary>Messages sent, oldest first.</summary>
    public List<PhoneMessage> Sent { get; } = [];

    /// <summary>Numbers whose messages the owner stopped.</summary>
    public SortedSet<string> Stopped { get; } = new(StringComparer.Ordinal);

    public bool IsInCall => Calls.Exists(static leg => !leg.IsEnded);

    public void Add(Leg leg)
    {
        Calls.Add(leg);
        if (Calls.Count > MostCalls && Calls.Find(static old => old.IsEnded) is { } oldest)
        {
            Calls.Remove(oldest);
        }
    }

    public static void Add(List<PhoneMessage> messages, PhoneMessage message)
    {
        messages.Add(message);
        if (messages.Count > MostMessages)
        {
            messages.RemoveAt(0);
        }
    }
}

/// <summary>A message as a phone shows it.</summary>
/// <param name="Other">Who sent it, or for a sent one whom to.</param>
internal sealed record PhoneMessage(string Id, string Other, string Text, DateTimeOffset At);
