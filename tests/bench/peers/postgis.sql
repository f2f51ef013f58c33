-- Coverage with PostGIS geography on the spheroid. Variables: cells, sites (files of tab-separated text).
\set QUIET on
\pset tuples_only on
\pset format unaligned
set max_parallel_workers_per_gather = 0;
set max_parallel_maintenance_workers = 0;
create extension postgis;
-- Milliseconds of processor time of this backend: user and system ticks of 10 ms.
create function spent() returns bigint language sql volatile as $$
  select 10 * (split_part(line, ' ', 14)::bigint + split_part(line, ' ', 15)::bigint)
  from (select pg_read_file('/proc/self/stat') as line) as stat
$$;
create table loaded (longitude float8, latitude float8, people float8);
copy loaded from :'cells';
create table cells as
  select row_number() over () as id, people,
    st_setsrid(st_makepoint(longitude, latitude), 4326)::geography as place
  from loaded;
create table read (longitude float8, latitude float8, radius float8);
copy read from :'sites';
create table sites as
  select radius, st_setsrid(st_makepoint(longitude, latitude), 4326)::geography as place from read;
analyze sites;
select spent() as start \gset
create index on cells using gist (place);
analyze cells;
select spent() as built \gset
select sum(depth) as pairs, sum(people) as people from (
  select cells.id, cells.people, count(*) as depth
  from sites join cells on st_dwithin(cells.place, sites.place, sites.radius, true)
  group by cells.id, cells.people
) as reached \gset
select json_build_object(
  'build', :built - :start, 'query', spent() - :built, 'pairs', :pairs, 'people', :people
);
