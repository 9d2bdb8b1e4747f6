using Superfone.Dashboard.Localization;

namespace Superfone.Dashboard.Exports;

/// <summary>A column of an export.</summary>
/// <typeparam name="T">The type of a row.</typeparam>
/// <param name="Title">Its heading.</param>
/// <param name="Width">Its width in characters.</param>
/// <param name="ValueOf">The value in a row: text, a number, a day, an instant in the business's time zone, or an <see cref="ExportedPhone"/>.</param>
internal sealed record ExportColumn<T>(string Title, int Width, Func<T, object?> ValueOf);

/// <summary>A telephone number in an export.</summary>
/// <param name="Key">The number in E.164, or a short code; <see langword="null"/> if it is not a number.</param>
/// <param name="Text">The number as people write it.</param>
internal sealed record ExportedPhone(string? Key, string Text)
{
    /// <summary>A number as received; <see langword="null"/> for none.</summary>
    public static ExportedPhone? Of(Display display, string? number) =>
        string.IsNullOrWhiteSpace(number) ? null : new ExportedPhone(display.PhoneKey(number), display.Phone(number));
}
