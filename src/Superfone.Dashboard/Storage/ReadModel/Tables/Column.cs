using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Storage.ReadModel.Tables;

/// <summary>A column of a table: binds the property of a row to a statement and reads it, in the form in which EF stores it, without boxing.</summary>
/// <typeparam name="T">The entity.</typeparam>
internal sealed class Column<T>
{
    // They are the same in every file, and compiling them takes longer than opening one.
    private static volatile Column<T>[]? _all;

    private Column(IProperty property)
    {
        Name = property.GetColumnName();
        Key = RepeatedColumn.KeyOf(property);
        var row = Expression.Parameter(typeof(T));
        var statement = Expression.Parameter(typeof(Statement));
        var index = Expression.Parameter(typeof(int));
        var value = Expression.Property(row, property.PropertyInfo!);
        var converter = property.GetTypeMapping().Converter;
        var plain = Nullable.GetUnderlyingType(value.Type) ?? value.Type;
        var stored = converter?.ProviderClrType ?? plain;
        var access = Access(stored);

        Expression bound = Expression.Convert(value, plain);
        if (converter is not null)
            bound = Expression.Invoke(converter.ConvertToProviderExpression, bound);
        bound = Expression.Convert(ToColumn(bound), access.Bound);
        if (plain != value.Type || !plain.IsValueType)
            bound = Expression.Condition(Expression.Equal(value, Expression.Constant(null, value.Type)), Expression.Constant(null, access.Bound), bound);
        Bind = Expression.Lambda<Action<T, Statement, int>>(
            Expression.Call(statement, nameof(Statement.Bind), null, index, bound), row, statement, index).Compile();

        Expression read = Expression.Call(statement, access.Reader, null, index);
        read = stored == typeof(bool) ? Expression.NotEqual(read, Expression.Constant(0L)) : Expression.Convert(read, stored);
        if (converter is not null)
            read = Expression.Invoke(converter.ConvertFromProviderExpression, read);
        Read = Expression.Lambda<Action<T, Statement, int>>(Expression.Assign(value, Expression.Convert(read, value.Type)), row, statement, index).Compile();
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The column that it mostly repeats; see <see cref="RepeatedColumn"/>.</summary>
    public string? Key { get; }

    /// <summary>Its name where it is written.</summary>
    public string StoredName => Key is null ? Name : RepeatedColumn.StoredNameOf(Name);

    /// <summary>Binds the property of a row to the parameter with a number.</summary>
    public Action<T, Statement, int> Bind { get; }

    /// <summary>Sets the property of a row from the column with an index, which is not null.</summary>
    public Action<T, Statement, int> Read { get; }

    /// <summary>The columns of an entity.</summary>
    public static Column<T>[] Of(IEntityType entity) =>
        _all ??= [.. entity.GetProperties().Where(property => !property.IsShadowProperty()).Select(property => new Column<T>(property))];

    private static (Type Bound, string Reader) Access(Type stored) => stored switch
    {
        _ when stored == typeof(string) => (typeof(string), nameof(Statement.Text)),
        _ when stored == typeof(byte[]) => (typeof(byte[]), nameof(Statement.Bytes)),
        _ when stored == typeof(double) => (typeof(double?), nameof(Statement.Real)),
        _ => (typeof(long?), nameof(Statement.Number)),
    };

    private static Expression ToColumn(Expression value) =>
        value.Type == typeof(bool) ? Expression.Condition(value, Expression.Constant(1L), Expression.Constant(0L)) : value;
}
