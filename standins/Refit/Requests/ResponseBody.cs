using System.Net;

namespace Refit.Requests;

/// <summary>Reading what came back.</summary>
internal static class ResponseBody
{
    /// <summary>Results that read on after the call; the caller disposes them.</summary>
    public static bool BelongsToCaller(Type type) =>
        type == typeof(HttpResponseMessage) || type == typeof(HttpContent) || type == typeof(Stream);

    /// <summary>The body as the type asked for, the default value when it is empty; strings are the raw text.</summary>
    public static async Task<T?> ReadAsync<T>(HttpResponseMessage response, IHttpContentSerializer serializer, CancellationToken token)
    {
        object? raw;
        if (typeof(T) == typeof(HttpResponseMessage))
        {
            raw = response;
        }
        else if (typeof(T) == typeof(HttpContent))
        {
            raw = response.Content;
        }
        else if (typeof(T) == typeof(Stream))
        {
            raw = await response.Content.ReadAsStreamAsync(token).ConfigureAwait(false);
        }
        else if (typeof(T) == typeof(string))
        {
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(token).ConfigureAwait(false));
            raw = await reader.ReadToEndAsync(token).ConfigureAwait(false);
        }
        else if (response.StatusCode == HttpStatusCode.NoContent || response.Content.Headers.ContentLength == 0)
        {
            return default;
        }
        else
        {
            return await serializer.FromHttpContentAsync<T>(response.Content, token).ConfigureAwait(false);
        }

        return (T?)raw;
    }

    /// <summary>What is thrown for a good status with a body that cannot be read; the settings may say nothing is.</summary>
    public static async Task<Exception?> UnreadableAsync(HttpResponseMessage response, Exception reason, RefitSettings settings)
    {
        if (settings.DeserializationExceptionFactory is { } factory)
        {
            return await factory(response, reason).ConfigureAwait(false);
        }

        var request = response.RequestMessage!;
        return await ApiException.Create("An error occured deserializing the response.", request, request.Method, response, settings, reason)
            .ConfigureAwait(false);
    }
}
