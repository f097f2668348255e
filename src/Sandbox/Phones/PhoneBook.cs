namespace FleetActors.Sandbox;

/// <summary>Every phone that was ever addressed, the most recently active last. Used only inside <see cref="World.Enter{T}"/>.</summary>
internal sealed class PhoneBook
{
    private const int MostPhones = 10_000;
    private const int MostLooked = 4;

    private readonly Dictionary<string, LinkedListNode<Phone>> _phones = [];
    private readonly LinkedList<Phone> _byActivity = new();

    /// <summary>New at every start: versions of another instance mean nothing.</summary>
    public string Instance { get; } = Identifiers.NewId();

    /// <summary>Grows with every change.</summary>
    public long Version { get; private set; }

    public int Count => _phones.Count;

    public Phone? Find(string number) => _phones.GetValueOrDefault(number)?.Value;

    /// <summary>The phone of a number, made if it is new.</summary>
    public Phone Get(string number)
    {
        if (_phones.TryGetValue(number, out var known))
        {
            return known.Value;
        }

        var phone = new Phone(number);
        _phones.Add(number, _byActivity.AddLast(phone));
        Touch(phone);
        ForgetIdle();
        return phone;
    }

    /// <summary>Notes that something about a phone has changed.</summary>
    public void Touch(Phone phone)
    {
        phone.Version = ++Version;
        if (_phones.TryGetValue(phone.Number, out var node))
        {
            _byActivity.Remove(node);
            _byActivity.AddLast(node);
        }
    }

    /// <summary>Phones that changed after a version, the latest change first.</summary>
    public IEnumerable<Phone> ChangedSince(long version)
    {
        for (var node = _byActivity.Last; node is not null && node.Value.Version > version; node = node.Previous)
        {
            yield return node.Value;
        }
    }

    private void ForgetIdle()
    {
        // A phone in a call goes to the fresh end instead. Looking at a few per new phone is enough to keep pace with the new ones.
        for (var looked = 0; _phones.Count > MostPhones && looked < MostLooked; looked++)
        {
            var oldest = _byActivity.First!;
            _byActivity.RemoveFirst();
            if (oldest.Value.IsInCall)
            {
                _byActivity.AddLast(oldest);
                oldest.Value.Version = ++Version;
                continue;
            }

            _phones.Remove(oldest.Value.Number);
        }
    }
}
