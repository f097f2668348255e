namespace FleetActors.Sandbox;

/// <summary>What the owner of a phone can do with it. Used only inside <see cref="World.Enter{T}"/>.</summary>
internal sealed class PhoneActions(
    SandboxOptions options, PhoneBook phones, LegFactory legs, Switchboard switchboard, Gathering gathering, Messaging messaging, Callers callers)
{
    /// <summary>Takes the call that has rung longest and says this into it.</summary>
    public PhoneOutcome Answer(string number, string? callControlId, CallerVoice voice) => OnRinging(number, callControlId, leg =>
    {
        callers.Give(leg, voice);
        switchboard.Answer(leg);
    });

    public PhoneOutcome Decline(string number, string? callControlId) =>
        OnRinging(number, callControlId, leg => switchboard.End(leg, HangupCause.Rejected));

    /// <summary>Lets the machine take the call.</summary>
    public PhoneOutcome Voicemail(string number, string? callControlId) =>
        OnRinging(number, callControlId, switchboard.AnswerByMachine);

    /// <summary>Puts down the call talked on, or gives up the one placed.</summary>
    public PhoneOutcome Hangup(string number, string? callControlId)
    {
        if (Find(number, callControlId, static leg => leg.IsAnswered) is { } answered)
        {
            switchboard.End(answered, HangupCause.Normal(byCaller: answered.Direction == LegDirection.Incoming));
            return PhoneOutcome.Done(answered.Phone);
        }

        if (Find(number, callControlId, static leg => !leg.IsEnded) is { } ringing)
        {
            switchboard.End(ringing, ringing.Direction == LegDirection.Incoming ? HangupCause.CallerGaveUp : HangupCause.Rejected);
            return PhoneOutcome.Done(ringing.Phone);
        }

        return PhoneOutcome.Conflict("The phone is in no call.");
    }

    public PhoneOutcome Press(string number, string? callControlId, string digits)
    {
        if (Find(number, callControlId, static leg => leg.IsAnswered) is not { } leg)
        {
            return PhoneOutcome.Conflict("The phone is in no answered call.");
        }

        foreach (var digit in digits)
        {
            gathering.Press(leg, digit);
        }

        return PhoneOutcome.Done(leg.Phone);
    }

    /// <param name="to">Null answers whoever wrote last.</param>
    public PhoneOutcome Sms(string number, string text, string? to)
    {
        var recipient = to ?? phones.Find(number)?.Received.LastOrDefault()?.Other;
        if (recipient is null)
        {
            return PhoneOutcome.Invalid("Nobody has written to this phone yet, so 'to' is required.");
        }

        var phone = phones.Get(number);
        messaging.Receive(phone, recipient, text);
        return PhoneOutcome.Done(phone);
    }

    /// <summary>Calls a number of the API.</summary>
    public PhoneOutcome Call(string number, string to)
    {
        var leg = legs.Incoming(number, to, options.ConnectionId);
        switchboard.Begin(leg);
        switchboard.GiveUpAfter(leg, options.InboundRingTime, HangupCause.CallerGaveUp);
        return PhoneOutcome.Done(leg.Phone);
    }

    private PhoneOutcome OnRinging(string number, string? callControlId, Action<Leg> work)
    {
        if (Find(number, callControlId, static leg => leg is { State: LegState.Ringing, Direction: LegDirection.Outgoing }) is not { } leg)
        {
            return PhoneOutcome.Conflict("The phone does not ring.");
        }

        work(leg);
        return PhoneOutcome.Done(leg.Phone);
    }

    private Leg? Find(string number, string? callControlId, Predicate<Leg> wanted) =>
        phones.Find(number)?.Calls.Find(leg => (callControlId is null || leg.ControlId == callControlId) && wanted(leg));
}

/// <summary>What became of a person's action: the phone, or why not and with which HTTP status.</summary>
internal sealed record PhoneOutcome(Phone? Phone, int Status, string? Problem)
{
    public static PhoneOutcome Done(Phone phone) => new(phone, StatusCodes.Status200OK, null);

    /// <summary>Well-formed, but the phone is in no state for it.</summary>
    public static PhoneOutcome Conflict(string problem) => new(null, StatusCodes.Status409Conflict, problem);

    public static PhoneOutcome Invalid(string problem) => new(null, StatusCodes.Status422UnprocessableEntity, problem);
}
