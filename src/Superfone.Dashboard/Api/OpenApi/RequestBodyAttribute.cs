namespace Superfone.Dashboard.Api.OpenApi;

/// <summary>Describes the body of an action that reads it by itself.</summary>
/// <param name="type">Its shape; <see cref="string"/> for any text.</param>
/// <param name="contentType">Its content type.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequestBodyAttribute(Type type, string contentType = "application/json") : Attribute
{
    /// <summary>Its shape.</summary>
    public Type Type => type;

    /// <summary>Its content type.</summary>
    public string ContentType => contentType;
}
