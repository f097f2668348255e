namespace FleetActors.Sandbox;

/// <summary>Every conference, live or ended less than ten minutes ago. Used only inside <see cref="World.Enter{T}"/>.</summary>
internal sealed class ConferenceBook(World world)
{
    private const int MostEnded = 10_000;
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, Conference> _byId = [];
    private readonly Dictionary<string, List<Conference>> _byName = new(StringComparer.Ordinal);
    private readonly Queue<(Conference Conference, DateTimeOffset EndedAt)> _ended = new();

    public Conference? Find(string id) => _byId.GetValueOrDefault(id);

    public Conference? FindActive(string name) => Named(name).FirstOrDefault(static conference => conference.IsActive);

    /// <summary>All of a name; any case difference is another name.</summary>
    public IReadOnlyList<Conference> Named(string name) => _byName.GetValueOrDefault(name) ?? [];

    public IEnumerable<Conference> All
    {
        get
        {
            Forget();
            return _byId.Values;
        }
    }

    public void Add(Conference conference)
    {
        _byId.Add(conference.Id, conference);
        if (!_byName.TryGetValue(conference.Name, out var named))
        {
            _byName.Add(conference.Name, named = []);
        }

        named.Add(conference);
        Forget();
    }

    public void Ended(Conference conference)
    {
        _ended.Enqueue((conference, world.Now));
        Forget();
    }

    private void Forget()
    {
        var limit = world.Now - Keep;
        while (_ended.TryPeek(out var oldest) && (oldest.EndedAt <= limit || _ended.Count > MostEnded))
        {
            _ended.Dequeue();
            _byId.Remove(oldest.Conference.Id);
            var named = _byName[oldest.Conference.Name];
            named.Remove(oldest.Conference);
            if (named.Count == 0)
            {
                _byName.Remove(oldest.Conference.Name);
            }
        }
    }
}
