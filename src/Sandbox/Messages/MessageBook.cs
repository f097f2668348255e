namespace FleetActors.Sandbox;

/// <summary>The last 20,000 outbound messages. Used only inside <see cref="World.Enter{T}"/>.</summary>
internal sealed class MessageBook
{
    private const int Most = 20_000;

    private readonly Dictionary<string, Message> _messages = [];
    private readonly Queue<string> _byAge = new();

    public Message? Find(string id) => _messages.GetValueOrDefault(id);

    public void Add(Message message)
    {
        _messages.Add(message.Id, message);
        _byAge.Enqueue(message.Id);
        if (_byAge.Count > Most)
        {
            _messages.Remove(_byAge.Dequeue());
        }
    }
}
