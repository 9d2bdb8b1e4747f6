using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Superfone.Dashboard.Storage.Primary.Copying;

/// <summary>
/// Copies every row of a primary database into an empty one, whichever store either of them is in, and reads the copy again. Blocks its thread.
/// </summary>
/// <param name="from">What is copied, in a transaction that sees one moment of it.</param>
/// <param name="to">An empty database, in a transaction.</param>
/// <param name="copied">Called now and then with the number of rows so far.</param>
/// <param name="cancellation">Stops between rows.</param>
internal sealed class TableCopy(PrimaryContext from, PrimaryContext to, Action<long> copied, CancellationToken cancellation)
{
    private const int PerBatch = 500;

    private static readonly MethodInfo CopyOf = typeof(TableCopy).GetMethod(nameof(Copy), BindingFlags.Instance | BindingFlags.NonPublic)!;
    private static readonly MethodInfo IsCopiedOf = typeof(TableCopy).GetMethod(nameof(IsCopied), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private long _rows;

    /// <summary>Copies all tables; what only nodes share stays where it is.</summary>
    /// <returns>The number of rows, by table.</returns>
    /// <exception cref="InvalidDataException">The copy is not what was copied.</exception>
    public IReadOnlyDictionary<string, long> Run()
    {
        from.ChangeTracker.AutoDetectChangesEnabled = to.ChangeTracker.AutoDetectChangesEnabled = false;
        return Tables().ToDictionary(table => table.GetTableName()!, table => CopyOf.MakeGenericMethod(table.ClrType).CreateDelegate<Func<IEntityType, long>>(this)(table));
    }

    /// <summary>Whether the other database is not empty, but a copy of this one already, row for row.</summary>
    public bool IsDone() => Tables().All(table => IsCopiedOf.MakeGenericMethod(table.ClrType).CreateDelegate<Func<IEntityType, bool>>(this)(table));

    private long Copy<T>(IEntityType table)
        where T : class
    {
        var source = new RowDigest(table, to);
        foreach (var rows in from.Set<T>().AsNoTracking().OrderBy(KeyOf<T>(table)).AsEnumerable().Chunk(PerBatch))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var row in rows)
                source.Add(row);
            to.Set<T>().AddRange(rows);
            to.SaveChanges();
            to.ChangeTracker.Clear();
            copied(_rows += rows.Length);
        }

        var copy = DigestOf(table, to.Set<T>().AsNoTracking());
        return copy.IsSameAs(source)
            ? copy.Count
            : throw new InvalidDataException($"The table '{table.GetTableName()}' has {source.Count} rows, but its copy has {copy.Count}, or others; check the disks.");
    }

    private bool IsCopied<T>(IEntityType table)
        where T : class
    {
        return DigestOf(table, RowsOf(to)).IsSameAs(DigestOf(table, RowsOf(from)));

        // The last number that was given is a setting of PostgreSQL's log only, which a move adds to what it copied.
        static IEnumerable<T> RowsOf(PrimaryContext database) =>
            database.Set<T>().AsNoTracking().AsEnumerable().Where(row => row is not Setting { Name: SettingStore.LastRemovable });
    }

    private RowDigest DigestOf<T>(IEntityType table, IEnumerable<T> rows)
        where T : class
    {
        var digest = new RowDigest(table, to);
        foreach (var row in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            digest.Add(row);
        }

        return digest;
    }

    private List<IEntityType> Tables() => InOrder([.. from.Model.GetEntityTypes().Where(type => !type.IsOwned() && to.Model.FindEntityType(type.Name) is not null)]);

    // Rows of the log come in their order, so that the copy lies in it as well.
    private static Expression<Func<T, object>> KeyOf<T>(IEntityType table)
    {
        var row = Expression.Parameter(typeof(T));
        var first = table.FindPrimaryKey()!.Properties[0];
        return Expression.Lambda<Func<T, object>>(Expression.Convert(Expression.Property(row, first.PropertyInfo!), typeof(object)), row);
    }

    // A row comes after those that it refers to.
    private static List<IEntityType> InOrder(List<IEntityType> tables)
    {
        List<IEntityType> ordered = [];
        while (tables.Count > 0)
        {
            var next = tables.Where(table => table.GetForeignKeys().All(key => key.PrincipalEntityType == table || ordered.Contains(key.PrincipalEntityType))).ToList();
            if (next.Count == 0)
                throw new InvalidOperationException("Tables refer to each other in a circle.");
            ordered.AddRange(next);
            tables.RemoveAll(next.Contains);
        }

        return ordered;
    }
}
