using System.ComponentModel.DataAnnotations;

namespace Superfone.Dashboard.ReadModels.QueryStrings;

/// <summary>Marks a value that is searched word by word, so that it may have at most <see cref="QueryLimits.MostWords"/> words.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SearchWordsAttribute : ValidationAttribute
{
    /// <inheritdoc/>
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is string text && QueryLimits.HasTooManyWords(text)
            ? new ValidationResult(QueryLimits.TooManyWords, [validationContext.MemberName!])
            : ValidationResult.Success;
}
