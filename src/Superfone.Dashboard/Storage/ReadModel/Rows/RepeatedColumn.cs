using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>
/// A text that mostly equals its own key, such as a number as received. The table stores it only where it differs, in a column of its own, and computes
/// it where it is read; so nobody but the writer knows.
/// </summary>
internal static class RepeatedColumn
{
    private const string KeyName = "Superfone:Key";

    /// <summary>Declares that a column mostly repeats its key.</summary>
    /// <typeparam name="T">The row.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="column">The text as received; null where its key is null, or the key does not exist.</param>
    /// <param name="key">The key.</param>
    public static void Repeats<T>(this EntityTypeBuilder<T> table, string column, string key)
        where T : class
    {
        table.Property<string?>(StoredNameOf(column));
        table.Property<string?>(column).HasComputedColumnSql($"coalesce(\"{StoredNameOf(column)}\", \"{key}\")", stored: false).HasAnnotation(KeyName, key);
    }

    /// <summary>The column of the text where it differs.</summary>
    public static string StoredNameOf(string column) => $"Other{column}";

    /// <summary>The column that a property mostly repeats; <see langword="null"/> if it is stored as it is.</summary>
    public static string? KeyOf(IProperty property) => (string?)property.FindAnnotation(KeyName)?.Value;
}
