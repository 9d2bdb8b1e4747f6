namespace Superfone.Dashboard.Exports;

/// <summary>A column of an export.</summary>
/// <typeparam name="T">What a row tells of.</typeparam>
/// <param name="Title">Its heading.</param>
/// <param name="Width">How wide it is, in characters.</param>
/// <param name="ValueOf">What a row has there: text, a number, a day, or an instant on the business's clock.</param>
internal sealed record ExportColumn<T>(string Title, int Width, Func<T, object?> ValueOf);
