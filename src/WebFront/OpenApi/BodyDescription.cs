using Microsoft.OpenApi;

namespace FleetActors.OpenApi;

/// <summary>Describes bodies that handlers read by hand. It is description only: nothing is refused because of it.</summary>
internal static class BodyDescription
{
    private static readonly string[] Json = ["application/json"];

    /// <summary>Says that the body has the shape of <typeparamref name="T"/>.</summary>
    public static IEndpointConventionBuilder DescribeBody<T>(this IEndpointConventionBuilder endpoint, params string[] contentTypes) =>
        endpoint.AddOpenApiOperationTransformer(async (operation, context, cancellationToken) =>
        {
            var schema = await context.GetOrCreateSchemaAsync(typeof(T), null, cancellationToken);
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = (contentTypes is [] ? Json : contentTypes).ToDictionary(type => type, _ => new OpenApiMediaType { Schema = schema }),
            };
        });

    /// <summary>Says which query parameters there are.</summary>
    public static RouteHandlerBuilder DescribeQuery(this RouteHandlerBuilder endpoint, params (string Name, string Meaning)[] parameters) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            foreach (var (name, meaning) in parameters)
            {
                operation.Parameters.Add(new OpenApiParameter
                {
                    Name = name,
                    In = ParameterLocation.Query,
                    Description = meaning,
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                });
            }

            return Task.CompletedTask;
        });
}
