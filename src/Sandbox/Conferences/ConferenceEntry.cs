using System.Text.Json;

namespace FleetActors.Sandbox;

/// <summary>Which conference a dialled leg is to join when it is answered, and how.</summary>
internal sealed record ConferenceTicket(string? Id, string? Name, bool Muted, bool OnHold, bool EndsOnExit)
{
    /// <summary>Reads Dial's <c>conference_config</c>; null without one.</summary>
    public static ConferenceTicket? Read(RequestFields fields)
    {
        if (fields.Find("conference_config") is not { } config)
        {
            return null;
        }

        if (config.ValueKind != JsonValueKind.Object)
        {
            fields.Refuse(TelnyxError.WrongType("conference_config", "an object"));
            return null;
        }

        var inner = new RequestFields(config);
        var ticket = new ConferenceTicket(
            inner.Text("id"), inner.Text("conference_name"), inner.Flag("mute"), inner.Flag("hold"), inner.Flag("end_conference_on_exit"));
        if (ticket.Id is null && string.IsNullOrWhiteSpace(ticket.Name))
        {
            inner.Refuse(TelnyxError.Missing("conference_name"));
        }

        foreach (var error in inner.Errors)
        {
            fields.Refuse(error with { Pointer = "/conference_config" + error.Pointer });
        }

        return ticket;
    }
}

/// <summary>Takes an answered leg into the conference of its ticket.</summary>
internal sealed class ConferenceEntry(ConferenceBook book, Conferencing conferencing, Switchboard switchboard)
{
    /// <summary>Joins, or makes the conference if its name is new. An unknown id leaves the leg where it is.</summary>
    public void Enter(Leg leg, ConferenceTicket ticket)
    {
        var conference = ticket.Id is { } id ? book.Find(id) : book.FindActive(ticket.Name!);
        if (conference is null && ticket.Name is { } name)
        {
            conferencing.Create(leg, name, ConferenceSettings.Default, switchboard.EndAll);
        }
        else if (conference is { IsActive: true } && leg.Conference is null && conference.Present.Count() < conference.MostParticipants)
        {
            conferencing.Join(conference, new Participant(leg, ticket.Muted, ticket.OnHold, ticket.EndsOnExit));
        }
    }
}
