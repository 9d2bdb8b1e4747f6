using System.Text;
using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Ingest.Webhook;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Deliveries.Inspection;
using Superfone.Events;

namespace Superfone.Dashboard.Components.Pages.Deliveries.Detail;

/// <summary>A delivery's body: formatted and marked if it is JSON, otherwise as received. Of a long one, only the beginning shows at first.</summary>
public sealed partial class BodyCard
{
    // The amount shown at first, and added with each further part. A body may consist of many lines, or of a few long ones.
    private const int FirstLines = 400;
    private const int FirstCharacters = 100_000;
    private const int MoreLines = 2_000;
    private const int MoreCharacters = 250_000;
    private const int MostParts = 4;
    private const int ShortText = 2_000;
    private const int LongText = 100_000;

    private int _parts;
    private JsonLines? _json;
    private DeliveryInspection? _shown;
    private string _curl = "";

    /// <summary>The delivery.</summary>
    [Parameter, EditorRequired]
    public required DeliveryInspection Inspection { get; set; }

    private BodyText Body => Inspection.Body;

    private EventKind? Kind => DeliveryText.KindOf(Inspection.Delivery);

    // A reason begins with the field it is about: "cdr_id is missing".
    private string? Fault => Inspection.Delivery.Status is DeliveryState.Quarantined or DeliveryState.Failed
        ? Inspection.Delivery.Reason?.Split(' ', 2)[0].Split('.', 2)[0] : null;

    private int TextLength => _parts > 0 ? LongText : ShortText;

    private int Start => Math.Max(0, (Body.BrokenAt ?? 0) - TextLength);

    private int End => Math.Min(Body.Text.Length, (Body.BrokenAt ?? 0) + TextLength);

    private string Before => (Start > 0 ? "…" : null) + Body.Text[Start..(Body.BrokenAt ?? 0)];

    // Whole characters only: do not split a surrogate pair.
    private int AtLength => Body.BrokenAt is not { } at || at >= Body.Text.Length ? 0
        : char.IsHighSurrogate(Body.Text[at]) && at + 1 < Body.Text.Length ? 2 : 1;

    private string At => Body.BrokenAt is { } at ? AtLength == 0 ? "␄" : Body.Text.Substring(at, AtLength) : "";

    private string After => Body.Text[Math.Min(End, (Body.BrokenAt ?? 0) + AtLength)..End] + (End < Body.Text.Length ? "…" : null);

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_shown, Inspection))
            return;
        _shown = Inspection;
        _curl = CurlCommand.Of(new Uri(Navigation.BaseUri.TrimEnd('/') + WebhookController.Path), Inspection.Delivery.DeliveryId, Body.Text);
        LayOut();
    }

    private bool HasMore(JsonLines json) => _parts == 0 || (_parts < MostParts && json.Count > json.Lines.Count);

    private void ShowMore()
    {
        _parts++;
        LayOut();
    }

    private void LayOut() => _json = Body.Root is { } root
        ? JsonLines.Of(root, Kind, Fault, FirstLines + (_parts * MoreLines), TextLength, FirstCharacters + (_parts * MoreCharacters)) : null;

    // Consecutive lines with the same mark form one piece of text; a long body would otherwise be thousands of elements.
    private static IEnumerable<(string Text, LineMark Mark)> Blocks(IReadOnlyList<JsonLine> lines)
    {
        var text = new StringBuilder();
        for (var index = 0; index < lines.Count; index++)
        {
            text.Append(lines[index].Text).Append('\n');
            if (index + 1 < lines.Count && lines[index + 1].Mark == lines[index].Mark)
                continue;
            yield return (text.ToString(), lines[index].Mark);
            text.Clear();
        }
    }
}
