namespace Refit;

/// <summary>How a body parameter becomes content.</summary>
public enum BodySerializationMethod
{
    /// <summary>A string is sent as it is, anything else through the content serializer.</summary>
    Default,

    /// <summary>The old name of <see cref="Serialized"/>; keeps the numbers of the others in place.</summary>
    [Obsolete("Use BodySerializationMethod.Serialized instead")]
    Json,

    /// <summary>As a form: not in this stand-in.</summary>
    UrlEncoded,

    /// <summary>Through the content serializer, strings too.</summary>
    Serialized,
}

/// <summary>The parameter is the body. Without the attribute, the only reference-type parameter of a POST, PUT or PATCH that is no string is.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class BodyAttribute : Attribute
{
    /// <summary>Serialized as the settings say.</summary>
    public BodyAttribute()
    {
    }

    /// <summary>Buffered bodies carry a Content-Length, others are chunked.</summary>
    public BodyAttribute(bool buffered) => Buffered = buffered;

    /// <summary>Both choices at once.</summary>
    public BodyAttribute(BodySerializationMethod serializationMethod, bool buffered)
    {
        SerializationMethod = serializationMethod;
        Buffered = buffered;
    }

    /// <summary>Chooses the serialization.</summary>
    public BodyAttribute(BodySerializationMethod serializationMethod = BodySerializationMethod.Default) =>
        SerializationMethod = serializationMethod;

    /// <summary>Null: as <see cref="RefitSettings.Buffered"/> says.</summary>
    public bool? Buffered { get; }

    /// <summary>How the parameter becomes content.</summary>
    public BodySerializationMethod SerializationMethod { get; } = BodySerializationMethod.Default;
}
