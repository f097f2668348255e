using System.Text.Encodings.Web;
using FleetActors.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace FleetActors.Security;

/// <summary>Reads the key from <c>Authorization: Bearer</c> or <c>X-API-Key</c>.</summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>Name of the authentication scheme.</summary>
    public const string SchemeName = "key";

    private const string Header = "X-API-Key";
    private const string Bearer = "Bearer ";
    private const int MaxLength = 256;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // Without keys there is nothing to compare with; and a path that needs none may be asked with somebody else's, as the sandbox is.
        var presented = keys.AreAbsent || IsOpen() ? null : Presented();
        if (presented is null)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        var key = presented.Length <= MaxLength ? keys.Find(presented) : null;
        return Task.FromResult(key is null
            ? AuthenticateResult.Fail("unknown key")
            : AuthenticateResult.Success(new AuthenticationTicket(key.Principal, SchemeName)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.Unauthorized("no valid key", "Send a key as Authorization: Bearer KEY or X-API-Key: KEY.").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problems.Of(StatusCodes.Status403Forbidden, "not allowed", "The key's role does not include this.").ExecuteAsync(Context);

    private bool IsOpen() => Context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private string? Presented()
    {
        var authorization = Request.Headers.Authorization.ToString();
        if (authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return authorization[Bearer.Length..].Trim();
        }

        var header = Request.Headers[Header].ToString();
        return header.Length == 0 ? null : header;
    }
}
