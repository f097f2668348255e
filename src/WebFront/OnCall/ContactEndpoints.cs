using FleetActors.Http;
using FleetActors.OpenApi;
using FleetActors.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FleetActors.OnCall;

/// <summary>Contacts: people who can be paged.</summary>
internal static class ContactEndpoints
{
    private const int MaxBytes = 16 * 1024;

    public static void MapContacts(this IEndpointRouteBuilder routes)
    {
        var contact = routes.MapGroup("/api/v1/contacts/{id}").WithTags("on-call");
        contact.MapGet("", GetAsync).RequireAuthorization(Roles.Operator);
        contact.MapPut("", PutAsync).RequireAuthorization(Roles.Admin).DescribeBody<ContactBody>();
        contact.MapDelete("", DeleteAsync).RequireAuthorization(Roles.Admin);
    }

    /// <summary>One contact, and which of its numbers opted out of texts.</summary>
    private static async Task<Results<Ok<ContactResponse>, ProblemHttpResult>> GetAsync(string id, IGrainFactory grains) =>
        OnCallIds.IsWellFormed(id) && await grains.GetContact(id).GetAsync() is { } contact
            ? TypedResults.Ok(await ShowAsync(contact, grains))
            : Unknown();

    /// <summary>Stores a contact whole. Safe to repeat.</summary>
    private static async Task<Results<Ok<ContactResponse>, ProblemHttpResult>> PutAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var (body, problem) = await JsonBody.ReadObjectAsync(request, MaxBytes, cancellationToken);
        if (body is not { } json)
        {
            return problem!;
        }

        var (contact, errors) = ContactJson.Read(id, json);
        if (!errors.IsEmpty)
        {
            return OnCallProblems.Of(errors);
        }

        await grains.GetContact(id).PutAsync(contact);
        return TypedResults.Ok(await ShowAsync(contact, grains));
    }

    /// <summary>Removes a stored contact; <c>on-call</c> and <c>dispatcher</c> return to the settings.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(string id, IGrainFactory grains) =>
        OnCallIds.IsWellFormed(id) && await grains.GetContact(id).DeleteAsync() ? TypedResults.NoContent() : Unknown();

    private static async Task<ContactResponse> ShowAsync(Contact contact, IGrainFactory grains)
    {
        var accepts = await Task.WhenAll(contact.Numbers.Select(number => grains.GetGrain<IPhoneGrain>(number).AcceptsTextsAsync().AsTask()));
        return new ContactResponse(contact.Id, contact.Name, contact.Numbers, [.. contact.Numbers.Where((_, i) => !accepts[i])]);
    }

    private static ProblemHttpResult Unknown() => Problems.NotFound("unknown contact");
}
