using System.Collections.Immutable;
using System.Text.Json;

namespace FleetActors.OnCall;

/// <summary>Reads contacts from the API's JSON. What the API gives out may be sent back as it is.</summary>
internal static class ContactJson
{
    /// <summary>Reads a contact; a <c>name</c> left out becomes the id. With errors the contact must not be used.</summary>
    public static (Contact Contact, ImmutableArray<OnCallError> Errors) Read(string id, JsonElement body)
    {
        var errors = new List<OnCallError>();
        var members = new MemberReader(body, "", errors, "id", "name", "numbers", "opted_out");
        members.SameId(id);
        var contact = new Contact(id, members.Text("name", id), members.Texts("numbers"));
        return (contact, OnCallProblems.Merge(errors, ContactRules.Check(contact)));
    }
}
