namespace ElectorPortal.Web.Commands.Electors;

/// <summary>
/// Keys of 64 bits, each with a small value, in two arrays and nothing else: what an import remembers of each of a million lines takes
/// a third of the room of a dictionary. The keys are taken from hashes, hence as evenly spread as they are.
/// </summary>
/// <param name="expected">How many keys, about: the table need not grow, which for a while takes its room twice over.</param>
internal sealed class KeyTable<T>(int expected)
    where T : unmanaged
{
    /// <summary>Marks an empty place; a key that happens to be it is kept as its neighbour.</summary>
    private const ulong Empty = 0;

    private ulong[] keys = new ulong[CapacityFor(expected)];
    private T[] values = new T[CapacityFor(expected)];
    private int count;

    /// <returns>False where the key is there already; its value is then left as it is.</returns>
    public bool TryAdd(ulong key, T value)
    {
        var before = count;
        ref var place = ref ValueOf(key);
        if (count == before)
            return false;

        place = value;
        return true;
    }

    /// <summary>The value of a key, which is added with the default one where it is not there.</summary>
    public ref T ValueOf(ulong key)
    {
        if (count >= MostIn(keys.Length))
            Grow();

        var place = PlaceOf(Kept(key));
        if (keys[place] == Empty)
        {
            keys[place] = Kept(key);
            count++;
        }

        return ref values[place];
    }

    /// <summary>The value of a key; the default one where it is not there. Adds nothing.</summary>
    public T ValueOrDefault(ulong key) => values[PlaceOf(Kept(key))];

    /// <summary>Where the key is, or the empty place where it belongs: the first free one from its own on.</summary>
    private int PlaceOf(ulong kept)
    {
        var mask = keys.Length - 1;
        var place = (int)kept & mask;
        while (keys[place] != Empty && keys[place] != kept)
            place = (place + 1) & mask;
        return place;
    }

    private void Grow()
    {
        var (formerKeys, formerValues) = (keys, values);
        (keys, values) = (new ulong[2 * formerKeys.Length], new T[2 * formerKeys.Length]);
        for (var index = 0; index < formerKeys.Length; index++)
        {
            if (formerKeys[index] == Empty)
                continue;

            var place = PlaceOf(formerKeys[index]);
            (keys[place], values[place]) = (formerKeys[index], formerValues[index]);
        }
    }

    private static ulong Kept(ulong key) => key == Empty ? Empty + 1 : key;

    private static int CapacityFor(int expected)
    {
        var capacity = 16;
        while (MostIn(capacity) < expected)
            capacity *= 2;
        return capacity;
    }

    /// <summary>Beyond three quarters, looking a key up takes many steps.</summary>
    private static int MostIn(int capacity) => capacity / 4 * 3;
}
