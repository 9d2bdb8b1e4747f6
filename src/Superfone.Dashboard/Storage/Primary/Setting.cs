namespace Superfone.Dashboard.Storage.Primary;

/// <summary>A value that the application creates for itself and must keep, such as the webhook secret of the first start.</summary>
public sealed class Setting
{
    /// <summary>Its name, such as <c>WebhookSecret</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The value as text.</summary>
    public required string Value { get; set; }
}
