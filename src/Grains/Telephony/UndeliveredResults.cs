namespace FleetActors.Telephony;

/// <summary>
/// Final results that their owners could not take (their storage was away, say). Without them the owner would ask again and a text, for which the
/// provider has no identity, would be sent twice.
/// </summary>
internal sealed class UndeliveredResults(int capacity)
{
    private readonly Dictionary<EffectKey, SentCommand> _results = [];
    private readonly Queue<EffectKey> _order = new();

    /// <summary>Keeps a result if a repeat of its command would do harm; the oldest goes when there are too many.</summary>
    public void Keep(EffectKey key, SentCommand sent)
    {
        if (sent.Result.Outcome is TelephonyOutcome.Transient or TelephonyOutcome.AnswerLost)
        {
            return;
        }

        _results[key] = sent;
        _order.Enqueue(key);
        while (_order.Count > capacity)
        {
            _results.Remove(_order.Dequeue());
        }
    }

    /// <summary>Takes the result kept for an effect, if there is one.</summary>
    public bool TryTake(EffectKey key, out SentCommand sent) => _results.Remove(key, out sent);
}
