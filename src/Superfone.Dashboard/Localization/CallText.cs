using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Calls;

namespace Superfone.Dashboard.Localization;

/// <summary>Texts about calls.</summary>
public static class CallText
{
    private const int LongestWord = 24;

    /// <summary>The direction of a call, as received if it is neither inbound nor outbound; <see langword="null"/> if it is not known.</summary>
    public static string? DirectionOf(this IStringLocalizer text, CallItem call) =>
        call.Direction is { } direction ? text.NameOf(direction) : call.OtherDirection is { } other ? Short(other) : null;

    /// <summary>A description of a call in one line.</summary>
    public static string FactsOf(this IStringLocalizer text, CallItem call, Display display) => string.Join(" · ", new[]
    {
        text.DirectionOf(call),
        display.ResultOf(call),
        call.Staff?.Name,
    }.OfType<string>());

    /// <summary>A value from the sender, shortened if it is too long to show.</summary>
    internal static string Short(string word) => Texts.Shorten(word, LongestWord);
}
