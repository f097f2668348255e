namespace Orleans.Streams;

/// <summary>Place of an item: counted up in each stream.</summary>
internal sealed class EventToken(long sequenceNumber, int eventIndex) : StreamSequenceToken
{
    public override long SequenceNumber { get; protected set; } = sequenceNumber;

    public override int EventIndex { get; protected set; } = eventIndex;

    public override bool Equals(StreamSequenceToken? other)
        => other is not null && SequenceNumber == other.SequenceNumber && EventIndex == other.EventIndex;

    public override bool Equals(object? obj) => Equals(obj as StreamSequenceToken);

    public override int GetHashCode() => HashCode.Combine(SequenceNumber, EventIndex);

    public override int CompareTo(StreamSequenceToken? other)
        => other is null ? 1 : (SequenceNumber, EventIndex).CompareTo((other.SequenceNumber, other.EventIndex));

    public override string ToString() => $"[EventSequenceToken: SeqNum={SequenceNumber}, EventIndex={EventIndex}]";
}

/// <summary>An item on its way.</summary>
internal sealed record StreamItem(object Value, EventToken Token, Dictionary<string, object>? Context);
