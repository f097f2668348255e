namespace FleetActors.Sandbox;

/// <summary>Texts spoken one after the other, to a leg or to a conference.</summary>
internal sealed class SpeechQueue(World world)
{
    private readonly Queue<Utterance> _waiting = new();
    private Utterance? _current;
    private Appointment? _end;
    private int _repeatsLeft;

    public bool IsSpeaking => _current is not null;

    public void Add(Utterance utterance)
    {
        _waiting.Enqueue(utterance);
        if (_current is null)
        {
            StartNext();
        }
    }

    /// <summary>Ends what is being spoken and goes on with the next.</summary>
    public void Skip()
    {
        if (_current is not null)
        {
            End("completed");
        }
    }

    /// <summary>Ends what is being spoken and drops the rest.</summary>
    public void Clear(string status = "completed")
    {
        _waiting.Clear();
        if (_current is not null)
        {
            End(status);
        }
    }

    /// <summary>Takes one utterance out, without its end being told; the others stay.</summary>
    public void Withdraw(Utterance utterance)
    {
        if (ReferenceEquals(_current, utterance))
        {
            _end?.Cancel();
            _current = null;
            StartNext();
            return;
        }

        var rest = _waiting.Where(waiting => !ReferenceEquals(waiting, utterance)).ToList();
        _waiting.Clear();
        rest.ForEach(_waiting.Enqueue);
    }

    private void StartNext()
    {
        if (_waiting.TryDequeue(out _current))
        {
            _repeatsLeft = _current.Times;
            _current.Begin();
            Play(_current);
        }
    }

    private void Play(Utterance utterance)
    {
        _repeatsLeft--;
        utterance.Heard();
        _end = world.After(utterance.Length, () =>
        {
            if (_repeatsLeft > 0)
            {
                Play(utterance);
            }
            else
            {
                End("completed");
            }
        });
    }

    private void End(string status)
    {
        _end?.Cancel();
        var ended = _current!;
        _current = null;
        ended.End(status);
        if (_current is null)
        {
            StartNext();
        }
    }
}

/// <summary>One text to be spoken.</summary>
/// <param name="Length">How long saying it once takes.</param>
/// <param name="Times">How often it is said.</param>
/// <param name="Begin">Told once, before the first time.</param>
/// <param name="Heard">Told at the beginning of every time.</param>
/// <param name="End">Told at the end, with the status.</param>
internal sealed record Utterance(TimeSpan Length, int Times, Action Begin, Action Heard, Action<string> End);
