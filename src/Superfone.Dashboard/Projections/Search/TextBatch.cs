using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Events;

namespace Superfone.Dashboard.Projections.Search;

/// <summary>The searchable text of a contact.</summary>
/// <param name="ContactId">The contact.</param>
/// <param name="Text">Makes its text, as it is shown; on any thread.</param>
internal sealed record ContactText(long ContactId, Func<SearchText> Text);

/// <summary>The searchable text and the insights of a call.</summary>
/// <param name="Call">The call.</param>
/// <param name="Text">Makes its text, as it is shown; on any thread.</param>
/// <param name="Insights">The insights of its summary.</param>
internal sealed record CallText(Call Call, Func<SearchText> Text, IReadOnlyList<Insight> Insights);

/// <summary>The texts that a part of a bulk rebuild has changed, read from the read model, to be indexed by another thread.</summary>
/// <param name="LastDeliveryId">The last delivery of the part.</param>
/// <param name="Contacts">Texts of contacts.</param>
/// <param name="Calls">Texts of calls, in the order of their sort keys.</param>
/// <param name="FreedSortKeys">Sort keys that calls had before the part.</param>
internal sealed record TextBatch(long LastDeliveryId, IReadOnlyList<ContactText> Contacts, IReadOnlyList<CallText> Calls, IReadOnlyList<long> FreedSortKeys);
