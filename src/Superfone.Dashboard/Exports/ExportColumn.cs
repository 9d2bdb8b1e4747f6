namespace Superfone.Dashboard.Exports;

/// <summary>A column of an export.</summary>
/// <typeparam name="T">What a row tells of.</typeparam>
/// <param name="Title">Its heading.</param>
/// <param name="Width">How wide it is, in characters.</param>
/// <param name="ValueOf">What a row has there: text, a number, a day, an instant on the business's clock, or an <see cref="ExportedPhone"/>.</param>
internal sealed record ExportColumn<T>(string Title, int Width, Func<T, object?> ValueOf);

/// <summary>A telephone number in an export.</summary>
/// <param name="Key">In E.164, or a short code; <see langword="null"/> for what is no number.</param>
/// <param name="Text">As people write it.</param>
internal sealed record ExportedPhone(string? Key, string Text);
