namespace Superfone.Dashboard.Storage.ReadModel.Tables;

/// <summary>A call that gets another row in the full-text tables.</summary>
/// <param name="SortKey">The call's sort key.</param>
/// <param name="From">The row that it had.</param>
/// <param name="To">The row that it has now.</param>
internal readonly record struct SearchKeyMove(long SortKey, long From, long To);
