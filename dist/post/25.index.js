module.exports = require("../shared/2af17d40f95fbd95.js");
