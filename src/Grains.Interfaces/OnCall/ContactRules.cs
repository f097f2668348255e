using System.Collections.Immutable;

namespace FleetActors.OnCall;

/// <summary>What a contact must be like before it is stored.</summary>
public static class ContactRules
{
    /// <summary>Most numbers of a contact.</summary>
    public const int MaxNumbers = 10;

    /// <summary>Longest name.</summary>
    public const int MaxNameLength = 100;

    /// <summary>Everything that is wrong with it; empty when it may be stored.</summary>
    public static ImmutableArray<OnCallError> Check(Contact contact)
    {
        var errors = ImmutableArray.CreateBuilder<OnCallError>();
        if (!OnCallIds.IsWellFormed(contact.Id))
        {
            errors.Add(new("id", "must be 1 to 64 of a-z, 0-9, '.', '_' and '-', beginning with a letter"));
        }

        if (string.IsNullOrWhiteSpace(contact.Name) || contact.Name.Length > MaxNameLength || contact.Name.Any(char.IsControl))
        {
            errors.Add(new("name", $"must be 1 to {MaxNameLength} characters without control characters"));
        }

        if (contact.Numbers.IsDefaultOrEmpty || contact.Numbers.Length > MaxNumbers)
        {
            errors.Add(new("numbers", $"must have 1 to {MaxNumbers} numbers"));
        }

        for (var i = 0; !contact.Numbers.IsDefault && i < contact.Numbers.Length; i++)
        {
            if (!E164.IsWellFormed(contact.Numbers[i]))
            {
                errors.Add(new($"numbers[{i}]", "must be an E.164 number such as +15551234567"));
            }
            else if (contact.Numbers.IndexOf(contact.Numbers[i]) < i)
            {
                errors.Add(new($"numbers[{i}]", "is named twice"));
            }
        }

        return errors.ToImmutable();
    }
}
