namespace FleetActors.Sandbox;

/// <summary>Collects keys on a leg, with or without a spoken prompt. One gather at a time: a new one cancels the old.</summary>
internal sealed class Gathering(World world, VoiceTiming timing, CallEvents events, PhoneBook phones)
{
    public void Start(Leg leg, GatherRequest request)
    {
        Cancel(leg, "cancelled");
        var gather = new Gather(request);
        leg.Gather = gather;
        if (request.Overall is { } overall)
        {
            gather.OverallTimer = world.After(overall, () => Finish(leg, gather, "timeout"));
        }

        Try(leg, gather, request.Prompt);
        phones.Touch(leg.Phone);
    }

    /// <summary>Ends a gather before its time; harmless when there is none.</summary>
    public void Cancel(Leg leg, string status)
    {
        if (leg.Gather is { } gather)
        {
            Finish(leg, gather, status);
        }
    }

    /// <summary>A key of the phone: every one is reported, and counts if a gather waits.</summary>
    public void Press(Leg leg, char digit)
    {
        leg.NotePressed(digit);
        events.DtmfReceived(leg, digit);
        if (leg.Gather is { } gather)
        {
            StopPrompt(leg, gather);
            gather.Timer?.Cancel();
            Take(leg, gather, digit);
        }

        phones.Touch(leg.Phone);
    }

    private void Take(Leg leg, Gather gather, char digit)
    {
        if (gather.Request.Terminator is [var terminator] && digit == terminator)
        {
            Evaluate(leg, gather);
            return;
        }

        gather.Digits += digit;
        if (gather.Digits.Length >= gather.Request.Maximum)
        {
            Evaluate(leg, gather);
        }
        else
        {
            gather.Timer = world.After(gather.Request.InterDigit, () => Evaluate(leg, gather));
        }
    }

    private void Evaluate(Leg leg, Gather gather)
    {
        var request = gather.Request;
        var valid = gather.Digits.Length >= request.Minimum
            && gather.Digits.All(digit => request.ValidDigits.Contains(digit, StringComparison.Ordinal));
        if (valid)
        {
            Finish(leg, gather, "valid");
        }
        else
        {
            TryAgain(leg, gather, "invalid", request.InvalidPrompt ?? request.Prompt);
        }
    }

    private void TryAgain(Leg leg, Gather gather, string failure, string? prompt)
    {
        if (gather.TriesLeft <= 0)
        {
            Finish(leg, gather, failure);
            return;
        }

        gather.Digits = "";
        Try(leg, gather, prompt);
    }

    private void Try(Leg leg, Gather gather, string? prompt)
    {
        gather.TriesLeft--;
        if (prompt is null)
        {
            AwaitKeys(leg, gather);
            return;
        }

        gather.Prompt = new Utterance(
            timing.Speech(prompt),
            Times: 1,
            Begin: () => PressByScript(leg, gather, leg.Script.PressAfterMs),
            Heard: () =>
            {
                leg.Hear(prompt);
                phones.Touch(leg.Phone);
            },
            End: _ =>
            {
                gather.Prompt = null;
                phones.Touch(leg.Phone);
                if (!gather.HasEnded)
                {
                    AwaitKeys(leg, gather);
                }
            });
        leg.Speech.Add(gather.Prompt);
    }

    private void AwaitKeys(Leg leg, Gather gather)
    {
        gather.Timer = world.After(gather.Request.Timeout, () => TryAgain(leg, gather, "timeout", gather.Request.Prompt));
        if (gather.Request.Prompt is null || leg.Script.PressAfterMs is null)
        {
            PressByScript(leg, gather, leg.Script.PressAfterMs ?? 0);
        }
    }

    private void PressByScript(Leg leg, Gather gather, int? afterMs)
    {
        if (leg.Script.Press is not { } keys || afterMs is not { } delay || leg.Voicemail is not null)
        {
            return;
        }

        world.After(TimeSpan.FromMilliseconds(delay), () =>
        {
            foreach (var key in keys)
            {
                // What was pressed may have ended the call or moved it on; a person stops typing then.
                if (!leg.IsAnswered || gather.HasEnded)
                {
                    return;
                }

                Press(leg, key);
            }
        });
    }

    private static void StopPrompt(Leg leg, Gather gather)
    {
        if (gather.Prompt is { } prompt)
        {
            gather.Prompt = null;
            leg.Speech.Withdraw(prompt);
        }
    }

    private void Finish(Leg leg, Gather gather, string status)
    {
        if (gather.HasEnded)
        {
            return;
        }

        gather.HasEnded = true;
        leg.Gather = null;
        gather.Timer?.Cancel();
        gather.OverallTimer?.Cancel();
        StopPrompt(leg, gather);
        events.GatherEnded(leg, gather.Digits, status);
        phones.Touch(leg.Phone);
    }
}
