using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Search;

namespace Superfone.Dashboard.ReadModels.Insights;

/// <summary>A call in which some words were spoken.</summary>
/// <param name="Call">The call.</param>
/// <param name="Turns">The first turns with most of the words, in their order.</param>
/// <param name="MoreTurns">The number of further such turns.</param>
public sealed record SpokenItem(CallItem Call, IReadOnlyList<SpokenTurn> Turns, int MoreTurns);

/// <summary>A turn of a conversation that contains searched words.</summary>
/// <param name="Speaker">The speaker: <c>Agent</c>, <c>Customer</c>, or as received.</param>
/// <param name="Text">The text.</param>
/// <param name="Second">Seconds from the recording's start; <see langword="null"/> if no time was received.</param>
/// <param name="Spans">The positions of the words in the text.</param>
public sealed record SpokenTurn(string Speaker, string Text, int? Second, IReadOnlyList<TextSpan> Spans);
