using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Names;

namespace Superfone.Dashboard.ReadModels.Search;

/// <summary>Finds the names in other scripts that sound like a term: <c>rohan</c> and <c>रोहन</c>; see <see cref="NameSound"/>.</summary>
internal static class SoundAlikes
{
    // Where more words begin with the same consonants, only those that end with them as well are looked at.
    private const int Most = 512;

    // A single consonant is the beginning of too many names.
    private const int ShortestBeginning = 2;

    /// <summary>The terms together with the names that sound like them.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="readModel">Where to look.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns><see langword="null"/> if there are none.</returns>
    public static async Task<SearchTerms?> WithSoundsAsync(this SearchTerms terms, ReadModelContext readModel, CancellationToken cancellation)
    {
        var sounds = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var term in terms.Typed)
        {
            if (NameSound.Of(term) is { } sound && await NamesAsync(readModel, sound, cancellation) is { Count: > 0 } names)
                sounds[term] = names;
        }

        return sounds.Count == 0 ? null : terms with { Sounds = sounds, Fragments = null };
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(ReadModelContext readModel, NameSound sound, CancellationToken cancellation)
    {
        if (sound.Key.Length >= ShortestBeginning)
        {
            var end = sound.Key + '\uFFFF';
            var words = await readModel.Database.SqlQuery<string>($"SELECT Word AS Value FROM Words WHERE Sound >= {sound.Key} AND Sound < {end} LIMIT {Most + 1}")
                .ToListAsync(cancellation);
            if (words.Count <= Most)
                return [.. words.Where(word => NameSound.Of(word) is { } other && sound.IsBeginningOf(other)).Select(SearchTerms.Quote)];
        }

        var whole = await readModel.Database.SqlQuery<string>($"SELECT Word AS Value FROM Words WHERE Sound = {sound.Key} LIMIT {Most}").ToListAsync(cancellation);
        return [.. whole.Where(word => NameSound.Of(word) is { } other && sound.IsLike(other)).Select(SearchTerms.Quote)];
    }
}
