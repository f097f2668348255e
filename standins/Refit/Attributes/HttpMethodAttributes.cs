namespace Refit;

/// <summary>HTTP method and path of an interface method.</summary>
/// <param name="path">Starts with '/', may hold <c>{parameter}</c> or <c>{**parameter}</c> places and a fixed query; empty means the base address.</param>
public abstract class HttpMethodAttribute(string path) : Attribute
{
    /// <summary>The method sent.</summary>
    public abstract HttpMethod Method { get; }

    /// <summary>The path template.</summary>
    public virtual string Path { get; protected set; } = path;
}

/// <inheritdoc/>
[AttributeUsage(AttributeTargets.Method)]
public class GetAttribute(string path) : HttpMethodAttribute(path)
{
    /// <inheritdoc/>
    public override HttpMethod Method => HttpMethod.Get;
}

/// <inheritdoc/>
[AttributeUsage(AttributeTargets.Method)]
public class PostAttribute(string path) : HttpMethodAttribute(path)
{
    /// <inheritdoc/>
    public override HttpMethod Method => HttpMethod.Post;
}

/// <inheritdoc/>
[AttributeUsage(AttributeTargets.Method)]
public class PutAttribute(string path) : HttpMethodAttribute(path)
{
    /// <inheritdoc/>
    public override HttpMethod Method => HttpMethod.Put;
}

/// <inheritdoc/>
[AttributeUsage(AttributeTargets.Method)]
public class DeleteAttribute(string path) : HttpMethodAttribute(path)
{
    /// <inheritdoc/>
    public override HttpMethod Method => HttpMethod.Delete;
}

/// <inheritdoc/>
[AttributeUsage(AttributeTargets.Method)]
public class PatchAttribute(string path) : HttpMethodAttribute(path)
{
    /// <inheritdoc/>
    public override HttpMethod Method => HttpMethod.Patch;
}

/// <inheritdoc/>
[AttributeUsage(AttributeTargets.Method)]
public class HeadAttribute(string path) : HttpMethodAttribute(path)
{
    /// <inheritdoc/>
    public override HttpMethod Method => HttpMethod.Head;
}
