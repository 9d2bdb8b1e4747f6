using System.Diagnostics;
using OpenTelemetry;

namespace Superfone.Dashboard.Operations.Telemetry;

/// <summary>Takes from spans, before they are sent, what may name a person or a secret: paths have telephone numbers in them, and links signatures.</summary>
internal sealed class SpanRedaction : BaseProcessor<Activity>
{
    private static readonly string[] Personal =
    [
        "url.path", "url.query", "http.target", "user_agent.original", "client.address", "network.peer.address", "exception.message", "exception.stacktrace",
        "aspnetcore.components.attribute.name",
    ];

    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        foreach (var name in Personal)
        {
            if (data.GetTagItem(name) is not null)
                data.SetTag(name, null);
        }

        if (data.GetTagItem("url.full") is string text)
            data.SetTag("url.full", Uri.TryCreate(text, UriKind.Absolute, out var address) ? address.GetLeftPart(UriPartial.Authority) : null);
        if (data.StatusDescription is not null)
            data.SetStatus(data.Status);
    }
}
