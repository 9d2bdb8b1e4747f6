using Microsoft.AspNetCore.Mvc.ModelBinding;
using Superfone.Dashboard.Exports.Everything;
using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.Api.Everything;

/// <summary>What of everything to export.</summary>
public sealed record EverythingParameters
{
    /// <summary>The parts, separated by commas: `calls`, `contacts`, `tasks`, `followUps`, `deliveries`, `users`, `audit`, `staff`, `destinations`, `settings`; all unless given.</summary>
    public string? Parts { get; init; }

    /// <summary>To go on with one part after an export that broke off: the `cursor` of its last `checkpoint` line. Deliveries go on with `after`.</summary>
    public string? Cursor { get; init; }

    /// <summary>The delivery after which deliveries begin: the last one of an earlier export.</summary>
    public long? After { get; init; }

    /// <summary>Reads the request.</summary>
    /// <param name="errors">Receives a sentence for each wrong value.</param>
    /// <returns><see langword="null"/> if there are errors.</returns>
    internal EverythingRequest? Read(ModelStateDictionary errors)
    {
        List<EverythingPart> parts = [];
        foreach (var name in Parts?.Split(',') ?? [])
        {
            var (part, expected) = QueryText.Read(name, typeof(EverythingPart));
            if (expected is null)
                parts.Add((EverythingPart)part!);
            else
                errors.AddModelError("parts", $"'{QueryLimits.Quote(name)}' is not {expected}.");
        }

        if (Parts is null)
            parts = [.. Enum.GetValues<EverythingPart>()];
        if (Cursor is not null && parts is not [not EverythingPart.Deliveries])
            errors.AddModelError("cursor", "A cursor continues exactly one part, which is not that of the deliveries; give it as parts.");
        if (After is < 0)
            errors.AddModelError("after", "after is the id of a delivery.");
        return errors.IsValid ? new EverythingRequest([.. parts.Distinct().Order()], Cursor, After ?? 0) : null;
    }
}
